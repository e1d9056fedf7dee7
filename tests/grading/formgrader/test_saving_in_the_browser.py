"""What was typed into formgrader's boxes is saved or said not to be, however the page is left and whoever saves meanwhile."""

import shutil
import time

import pytest
from coursework import ASSIGNMENT, BOOK
from formgrader_server import HEADER, FormgraderServer, open_submission

from grading.records.journal import Journal

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def server(class_once, tmp_path_factory):
    root = shutil.copytree(class_once, tmp_path_factory.mktemp("graded") / "course")
    server = FormgraderServer(root, tmp_path_factory.mktemp("server")).start()
    yield server
    server.stop()


@pytest.fixture
def page(server, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, extra_http_headers={HEADER: "tess"})
    page = context.new_page()
    page.set_default_timeout(90_000)
    yield page
    context.close()


def comes_true(holds):
    """Whether it does within half a minute: a page that is gone is not waited for."""
    for _ in range(300):
        if holds():
            return True
        time.sleep(0.1)
    return False


def leave(page, how):
    """As people leave a page without having left the box."""
    if how == "back":
        page.go_back()
    elif how == "reload":
        page.reload()
    else:
        page.close(run_before_unload=True)


@pytest.mark.parametrize("how", ["back", "reload", "close"])
@pytest.mark.parametrize(("box", "typed", "kind", "key"), [
    ("Points for why", "1.5", "grades", "manual_score"), ("Comment on why", "See Part 2.", "comments", "manual_comment"),
])  # fmt: skip
def test_what_was_typed_last_is_saved_when_the_page_is_left(server, page, how, box, typed, kind, key):
    identity = open_submission(page, server, "s5")
    saved = getattr(server.api("tess"), kind)
    server.api("tess").give(identity, "why", None)
    server.api("tess").comment(identity, "why", "")
    page.goto(f"{server.url}/formgrader/manage_assignments")
    open_submission(page, server, "s5")
    page.get_by_label(box).click()
    page.keyboard.type(typed)
    leave(page, how)
    assert comes_true(lambda: str(saved(identity)["why"][key] or "") == typed)


def test_who_leaves_what_was_refused_is_asked(server, page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_submission(page, server, "s5")
    page.get_by_label("Points for why").click()
    page.keyboard.type("99")
    page.reload()
    assert asked == ["beforeunload"]


def test_a_comment_that_is_not_saved_says_so_and_is_sent_when_the_network_is_back(server, page):
    identity = open_submission(page, server, "s6")
    page.context.set_offline(True)
    box = page.get_by_label("Comment on why")
    box.fill("Which array is a view?")
    box.press("Tab")
    page.get_by_role("alert").wait_for()
    assert "not saved" in page.get_by_role("alert").inner_text() and box.input_value() == "Which array is a view?"
    page.context.set_offline(False)
    assert comes_true(lambda: server.api("tess").comments(identity)["why"]["manual_comment"] == "Which array is a view?")
    page.get_by_role("alert").wait_for(state="detached")


def test_a_comment_that_is_refused_says_why(server, page):
    open_submission(page, server, "s6")
    box = page.get_by_label("Comment on why")
    box.fill("x" * 50_001)
    box.press("Tab")
    page.get_by_role("alert").wait_for()
    assert "at most 50000 letters" in page.get_by_role("alert").inner_text()


def test_two_saves_in_one_breath_both_count(server, page):
    identity = open_submission(page, server, "s7")
    page.get_by_label("Points for why").fill("2")
    page.get_by_label("Extra credit for why").fill("1")
    page.get_by_label("Comment on why").fill("Well done.")
    page.get_by_label("Points for why").focus()
    tess = server.api("tess")
    given = lambda: (tess.grades(identity)["why"]["manual_score"], tess.grades(identity)["why"]["extra_credit"])  # noqa: E731
    assert comes_true(lambda: given() == (2, 1))
    assert comes_true(lambda: tess.comments(identity)["why"]["manual_comment"] == "Well done.")
    assert page.get_by_role("alert").count() == 0


@pytest.mark.parametrize(
    ("box", "typed", "said"), [("Points for why", "1", "other points"), ("Comment on why", "Mine", "another comment")]
)
def test_a_page_that_somebody_overtook_overwrites_nothing(server, page, box, typed, said):
    identity = open_submission(page, server, "s8")
    tom, extra = server.api("tom"), len(typed) / 8
    tom.give(identity, "why", 2, extra=extra)
    tom.comment(identity, "why", f"Tom's, beside {typed}")
    page.get_by_label(box).fill(typed)
    page.get_by_label(box).press("Tab")
    page.get_by_role("alert").wait_for()
    assert said in page.get_by_role("alert").inner_text() and "load it again" in page.get_by_role("alert").inner_text()
    row = tom.grades(identity)["why"]
    assert (row["manual_score"], row["extra_credit"]) == (2, extra)
    assert tom.comments(identity)["why"]["manual_comment"] == f"Tom's, beside {typed}"


@pytest.mark.parametrize(("box", "typed"), [("Points for why", "1"), ("Comment on why", "About the older answer")])
def test_a_page_of_older_work_saves_nothing_onto_newer(server, page, box, typed):
    tess = server.api("tess")
    identity = open_submission(page, server, "s4")
    before = tess.grades(identity)["why"]["manual_score"], tess.comments(identity)["why"]["manual_comment"]
    journal = Journal(server.course / ".grading")
    journal.record(ASSIGNMENT, "s4", f"after {typed}", 5, 10, "graded", [], 1.0, {(BOOK, "why"): f"newer than {typed}"})
    journal.close()
    page.get_by_label(box).fill(typed)
    page.get_by_label(box).press("Tab")
    page.get_by_role("alert").wait_for()
    assert "Other work of this student was graded since" in page.get_by_role("alert").inner_text()
    assert (tess.grades(identity)["why"]["manual_score"], tess.comments(identity)["why"]["manual_comment"]) == before
