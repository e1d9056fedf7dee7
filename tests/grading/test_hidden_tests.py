"""Finding hidden tests in what a student would see."""

import base64

import pytest

from grading.hidden import HiddenTests
from grading.safe_html import clean_markdown
from grading.student_copy import REMOVED, student_copy

QUOTE = "assert f(41) == 42, 'secret hint'"
SOURCE = f"assert f(1) == 2, 'one more'\n### BEGIN HIDDEN TESTS\n{QUOTE}\n### END HIDDEN TESTS"


@pytest.fixture
def hidden():
    tests = HiddenTests()
    tests.learn(SOURCE)
    return tests


def seen(hidden, output, line=None, source=SOURCE, locked=True):
    meta = {"nbgrader": {"locked": locked}} | ({"grading": {"error_line": line}} if line else {})
    nb = {"cells": [{"cell_type": "code", "source": source, "metadata": meta, "outputs": [output]}]}
    return str(student_copy(nb, hidden)["cells"])


def error(value, name="AssertionError"):
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": ["...", QUOTE]}


def test_the_message_of_a_visible_test_is_shown(hidden):
    assert "one more" in seen(hidden, error("one more"), line=1)


def test_the_message_of_a_hidden_test_is_not(hidden):
    assert "secret hint" not in seen(hidden, error("secret hint"), line=3)


def test_an_error_at_an_unknown_line_counts_as_hidden(hidden):
    assert "secret hint" not in seen(hidden, error("secret hint"))


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        repr(QUOTE),
        f"In = ['{QUOTE}']",
        QUOTE.replace(" ", "   "),
        "\n".join(QUOTE),
        repr({"a": QUOTE + "\n"}),
    ],
)
def test_output_that_quotes_a_hidden_test_is_removed(hidden, text):
    assert REMOVED in seen(
        hidden, {"output_type": "stream", "name": "stdout", "text": text}, locked=False, source="x"
    )


def test_other_output_stays(hidden):
    assert "all is well" in seen(hidden, {"output_type": "stream", "name": "stdout", "text": "all is well"})


def test_a_student_who_wrote_it_down_does_not_see_it_either(hidden):
    assert "secret" not in seen(hidden, error("x", "ValueError"), locked=False, source=f"# {QUOTE}")


def test_the_time_limit_is_named_in_a_cell_with_hidden_tests(hidden):
    assert "stopped after 5 s" in seen(hidden, error("This cell was stopped after 5 s.", "TimeLimit"))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="data:text/html;base64,xx">x</a>',
        '<a href="DATA:text/html;base64,xx">x</a>',
        '<a href="&#100;ata:text/html;base64,xx">x</a>',
        '<a href="//evil">x</a>',
        '<span class="full-credit">x</span>',
        "<iframe src=//evil></iframe>",
        "<img src='https://evil/pixel.png'>",
        "<svg onload=alert(1)>",
        "<form action=//evil>",
        '<p style="position:fixed">x</p>',
    ],
)
def test_markdown_cannot_act(html):
    cleaned = clean_markdown(html)
    assert not any(f"<{tag}" in cleaned for tag in ("script", "iframe", "svg", "form"))
    assert not any(
        word in cleaned.split("&lt;")[0]
        for word in ("onerror", "javascript:", "data:text", "//evil", "style=", "href", "full-credit")
    )


@pytest.mark.parametrize("text", [r"\href{x}{y}", r"\\href{x}{y}", r"\hr<!-- -->ef{x}{y}", r"\class{full-credit}{y}"])
def test_mathematics_cannot_act(text):
    assert "\\" not in clean_markdown(f"$${text}$$")


def test_highlighted_code_and_plain_links_stay():
    kept = '<div class="highlight hl-python"><span class="k">def</span></div><a href="https://numpy.org/doc#x">x</a>'
    assert clean_markdown(kept) == kept


def test_pictures_in_the_notebook_stay():
    picture = f'<img src="data:image/png;base64,{base64.b64encode(b"x").decode()}">'
    assert "data:image/png" in clean_markdown(picture)
