"""Finding hidden tests in what a student would see."""

import pytest

from grading.assignments.hidden_tests import HiddenTests
from grading.feedback.student_copy import REMOVED, student_copy

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


def test_what_students_write_themselves_is_no_quotation(hidden):
    ordinary = ["@explained", "for i in range(30):", "np.random.seed(5)", "def __init__(self):", "except ValueError as error:"]
    hidden.learn("\n".join(["### BEGIN HIDDEN TESTS", *ordinary, "for inputs, targets in batches:", "### END HIDDEN TESTS"]))
    hidden.forget("for inputs, targets in batches:\n    pass")
    for line in (*ordinary, "It is explained in 3 lines.", "for inputs, targets in batches:"):
        assert line in seen(hidden, error(line), line=1) and line in seen(hidden, error("x"), source=line, locked=False)


def test_other_output_stays(hidden):
    assert "all is well" in seen(hidden, {"output_type": "stream", "name": "stdout", "text": "all is well"})


def test_a_student_who_wrote_it_down_does_not_see_it_either(hidden):
    assert "secret" not in seen(hidden, error("x", "ValueError"), locked=False, source=f"# {QUOTE}")


def test_the_time_limit_is_named_in_a_cell_with_hidden_tests(hidden):
    assert "stopped after 5 s" in seen(hidden, error("This cell was stopped after 5 s.", "TimeLimit"))
