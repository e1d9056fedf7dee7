"""What an instructor finishes a week with in the browser, and what a teaching assistant is refused. On a real formgrader."""

import codecs
import csv
import io
import os
import re
import shutil
import sys
import threading
import time

import pytest
from containers import IMAGE
from coursework import ASSIGNMENT, answered, submit
from formgrader_server import GROUPS, HEADER, FormgraderServer
from nbgrader.api import Gradebook

from grading.course.directory import CourseDir
from grading.daemon.server import Server
from grading.formgrader.dashboard.course import course_page

pytestmark = pytest.mark.docker
FOR_INSTRUCTORS = (
    "course/grades/csv", *(f"grading/{ASSIGNMENT}/{page}" for page in (
        "grades/csv", "grades/canvas", "grades/moodle", "grades/blackboard", "review", "raters", "similarity")),
)  # fmt: skip


@pytest.fixture(scope="module")
def server(class_once, tmp_path_factory):
    """Formgrader with the grader behind it, over a class in which one more has handed in since."""
    folder = tmp_path_factory.mktemp("server")
    root = shutil.copytree(class_once, folder / "course")
    submit(root, "s9late", answered())
    os.environ |= {"GRADING_SANDBOX_IMAGE": IMAGE, "GRADING_LABEL": "tt-course-pages"}
    daemon = Server(root, folder / "grader.sock")
    threading.Thread(target=daemon.serve_forever, daemon=True).start()
    server = FormgraderServer(root, folder).start()
    server.daemon = daemon
    yield server
    server.stop()
    daemon.shutdown()
    for name in ("GRADING_SANDBOX_IMAGE", "GRADING_LABEL"):
        del os.environ[name]


@pytest.fixture
def ada(server, browser):
    context = browser.new_context(extra_http_headers={HEADER: "ada", GROUPS: "instructor"}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(90_000)
    page.goto(f"{server.url}/grading")
    yield page
    context.close()


def test_a_course_without_an_assignment_leads_to_where_one_is_released(tmp_path, browser, monkeypatch):
    page = browser.new_page()
    (tmp_path / "source").mkdir()
    # The gradebook's tables are made by a program that is found by name.
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable), prepend=os.pathsep)
    Gradebook(f"sqlite:///{tmp_path}/gradebook.db").close()
    page.set_content(course_page(CourseDir(tmp_path), "/services/course", False))
    link = page.get_by_role("link", name="release one first")
    assert link.get_attribute("href") == "/services/course/formgrader/manage_assignments"
    page.close()


def rows(download) -> list[dict]:
    content = download.path().read_bytes()
    assert content.startswith(codecs.BOM_UTF8)  # else Excel shows other letters for umlauts
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_an_instructor_grades_the_class_compares_and_downloads_without_a_terminal(ada):
    ada.get_by_role("link", name=ASSIGNMENT, exact=True).click()
    ada.get_by_role("button", name="Autograde all").click()
    ada.get_by_text(re.compile("Autograde all, asked for by ada .* is done")).wait_for(timeout=120_000)
    assert "s9late: 7 of 10" in ada.locator("details pre").text_content()
    ada.get_by_role("link", name="Similarity report").click()
    assert "nobody has compared" in ada.inner_text("body") and "did not work" not in ada.inner_text("body")
    ada.go_back()
    ada.get_by_role("button", name="Compare answers").click()
    ada.get_by_text(re.compile("Compare answers, asked for by ada .* is done")).wait_for(timeout=120_000)
    with ada.expect_download() as one:
        ada.get_by_role("link", name="CSV").click()
    assert one.value.suggested_filename == f"{ASSIGNMENT}-grades.csv"
    assert "10 of 11 submissions still wait for a person: these points are not final" in ada.inner_text("body")
    assert {row["student_id"]: row["score"] for row in rows(one.value)}["s9late"] == "7"
    ada.get_by_role("link", name="Similarity report").click()
    assert "s2" in ada.inner_text("body")
    ada.get_by_role("link", name=f"Grading of {ASSIGNMENT}").click()
    ada.get_by_role("link", name="Review sample").click()
    assert "review sample" in ada.inner_text("body").lower()
    ada.go_back()
    ada.get_by_role("link", name="How alike the reviewers judge").click()
    ada.get_by_role("link", name="Course and grading").click()
    with ada.expect_download() as whole:
        ada.get_by_role("link", name="Canvas").click()
    assert whole.value.suggested_filename == "course-canvas.csv"
    assert "10 of 11 submissions still wait for a person: these points are not final" in ada.inner_text("body")
    assert "s9late" in whole.value.path().read_text(encoding="utf-8-sig")


def test_an_instructor_sees_the_sample_s_size_and_draws_a_larger_one(server, ada):
    ada.goto(f"{server.url}/grading/{ASSIGNMENT}/review")
    text = ada.inner_text("main")
    assert "0 of " in text and "grading.review_rate" not in text and "does not call this assignment critical" in text
    ada.get_by_label("Share in %").fill("150")
    ada.get_by_role("button", name="Draw the review sample").click()
    assert "'150' is no share" in ada.get_by_role("alert").inner_text()
    ada.goto(f"{server.url}/grading/{ASSIGNMENT}/review")
    ada.get_by_label("Share in %").fill("50")
    ada.get_by_role("button", name="Draw the review sample").click()
    ada.get_by_text(re.compile("Draw the review sample, asked for by ada .* is done")).wait_for(timeout=120_000)
    ada.get_by_role("link", name="Review sample").click()
    share = re.search(r"(\d+) of (\d+) submissions", ada.inner_text("main"))
    assert int(share[1]) == round(int(share[2]) / 2 + 0.01)
    assert ada.locator("tbody tr").count() == int(share[1])


def test_a_name_in_the_list_that_was_never_generated_says_what_to_press(server, ada):
    (server.course / "source" / "ps2").mkdir(exist_ok=True)
    ada.goto(f"{server.url}/formgrader/manage_assignments")
    ada.get_by_role("link", name="ps2", exact=True).click()
    said = ada.get_by_role("alert").inner_text()
    assert "has not been generated" in said and "press Generate" in said and "did not work" not in ada.inner_text("body")
    assert ada.get_by_role("link", name="Manage Assignments").first.is_visible()


def test_what_the_grader_refuses_is_said_on_the_page(server, ada):
    server_post = ada.context.request
    answer = server_post.post(f"{server.url}/grading/{ASSIGNMENT}/do/autograde")
    assert answer.status == 403  # without the page's token
    ada.goto(f"{server.url}/grading/{ASSIGNMENT}")
    ada.get_by_role("button", name="Make and send feedback").click()
    # Whether to send what nobody has read is asked first, with the number. It depends on whether another test has graded the one
    # that came late, and whom the larger sample of a third has drawn.
    waiting = re.search(r"(10|11) of (10|11) submissions still wait for a person", ada.get_by_role("alert").inner_text())
    assert waiting
    assert not list(server.course.glob("feedback/*/*/*.html"))
    ada.get_by_role("link", name="Do not send").click()
    assert "Make and send feedback, asked for" not in ada.inner_text("body")
    ada.get_by_role("button", name="Make and send feedback").click()
    ada.get_by_role("button", name="Send it all the same").click()
    deadline = time.monotonic() + 60
    while "is under way" in ada.inner_text("body") and time.monotonic() < deadline:
        time.sleep(0.5)
        ada.reload()
    assert "Make and send feedback, asked for by ada" in ada.inner_text("body")
    assert f"when it began, {waiting.group()}" in ada.inner_text("body")


@pytest.mark.parametrize("path", FOR_INSTRUCTORS)
def test_a_teaching_assistant_is_refused_what_concerns_the_whole_class(server, path):
    assert server.api("tess", "ta").page(path).status_code == 403
    assert server.api("ada", "instructor").page(path).status_code in (200, 503)


def test_a_teaching_assistant_is_offered_nothing_that_is_refused(server):
    tess = server.api("tess", "ta")
    text = tess.page("grading").text + tess.page(f"grading/{ASSIGNMENT}").text
    assert "Autograde all" in text and "Compare answers" not in text and "/grades/" not in text and "similarity" not in text
    token = {"_xsrf": tess.http.cookies["_xsrf"], "percent": "50"}
    for action in ("similarity", "sample"):
        assert tess.http.post(f"{tess.root}/grading/{ASSIGNMENT}/do/{action}", data=token, timeout=30).status_code == 403


def test_what_is_asked_for_while_something_else_waits_is_refused_with_whose_that_is(server):
    tess, tom = server.api("tess", "ta"), server.api("tom", "ta")

    def press(who, action):
        token = {"_xsrf": who.http.cookies["_xsrf"]}
        return who.http.post(f"{who.root}/grading/{ASSIGNMENT}/do/{action}", data=token, timeout=30)

    with server.daemon.turn:
        assert press(tess, "collect").ok and press(tom, "collect").ok
        refused = press(tom, "autograde")
        again = tom.page(f"grading/{ASSIGNMENT}").text
    assert refused.status_code == 409 and "Autograde all was not begun: Collect, asked for by tess" in refused.text
    assert "asked for by tess" in again and "asked for by tom" not in again


def test_no_name_leads_out(server):
    ada = server.api("ada", "instructor")
    for path in ("..%2Fx", ".grading/similarity", "nothing/grades/csv", f"{ASSIGNMENT}/grades/passwd"):
        assert ada.page(f"grading/{path}").status_code == 404, path
