"""What people and addresses hand to formgrader: taken exactly, or refused with a sentence. On a real formgrader."""

import contextlib
import json
import shutil

import coursework
import pytest
import requests
from coursework import ASSIGNMENT, BOOK
from formgrader_server import HEADER, FormgraderServer
from handler_table import served

pytestmark = pytest.mark.docker
BAD_NAMES = ("..%2Fx", "..%2f..%2f.grading", "a%2Fb", ".grading", "%2e%2e", "a%5Cb", "x%00y", "x" * 300, "%20", "a%0Ab")
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def graded(class_once, tmp_path_factory):
    """The class, with names that are markup."""
    root = shutil.copytree(class_once, tmp_path_factory.mktemp("graded") / "course")
    with coursework.sqlite3.connect(root / "gradebook.db") as db:
        db.execute("UPDATE student SET first_name = ?, last_name = ?, email = ?", (MARKUP, f'"{MARKUP}', MARKUP))
    return root


@pytest.fixture(scope="module")
def server(graded, tmp_path_factory):
    server = FormgraderServer(graded, tmp_path_factory.mktemp("server"), prefix="/services/tinytorch").start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def tess(server):
    return server.api("tess")


def put(person, kind, row, sent):
    """Save as a script would, without looking at anything before or after. Not `json=`: that refuses to send NaN."""
    return person.http.put(f"{person.url}/api/{kind}/{row['id']}", data=json.dumps(sent), timeout=30)


@pytest.fixture
def submission(tess):
    return tess.submissions(ASSIGNMENT, BOOK)["s3"]["id"]


@pytest.mark.parametrize("given, kept", [(2.5, 2.5), ("2,5", 2.5), ("2.5", 2.5), (0, 0), (3, 3), ("", None), (None, None)])
def test_points_are_kept_as_they_were_typed(tess, submission, given, kept):
    assert tess.give(submission, "why", given).json()["manual_score"] == kept
    assert tess.grades(submission)["why"]["manual_score"] == kept


@pytest.mark.parametrize("given", [99, -3, 3.01, "35", "abc", "1e999", "nan", "--1", True, [1], {"a": 1}, 10**400, 1e308,
    float("nan"), float("inf"), float("-inf"), "\ud800", "\0", "5%"])  # fmt: skip
def test_points_that_cannot_be_given_change_nothing_and_are_named(tess, submission, given):
    tess.give(submission, "why", 1.5)
    for sent in ({"manual_score": given}, {"manual_score": 1.5, "extra_credit": given}):
        answer = put(tess, "grade", tess.grades(submission)["why"], sent)
        assert answer.status_code == 400 and "Nothing was saved" in answer.text and "why" in answer.text
        assert "%%" not in answer.text
    assert tess.grades(submission)["why"]["manual_score"] == 1.5


def test_extra_credit_and_comments_are_checked_as_well(tess, submission):
    assert tess.give(submission, "why", 3, extra=-1).status_code == 400
    assert tess.give(submission, "why", 3, extra=0.5).json()["extra_credit"] == 0.5
    assert tess.give(submission, "why", 3, extra=3).json()["extra_credit"] == 3
    assert "at most as many as it has, 3" in tess.give(submission, "why", 3, extra=3.5).text
    assert "type these first" in tess.give(submission, "why", None, extra=1).text
    assert tess.grades(submission)["why"]["extra_credit"] == 3
    assert tess.comment(submission, "why", ["no text"]).status_code == 400
    assert tess.comment(submission, "why", "Übung?").json()["manual_comment"] == "Übung?"


def test_a_tested_cell_has_no_extra_credit(graded, tess, submission):
    before = coursework.query(graded, coursework.GRADES)
    for points in (None, 2):
        answer = tess.give(submission, "test_add", points, extra=1)
        assert answer.status_code == 400 and "test_add is graded by its test" in answer.text
    assert coursework.query(graded, coursework.GRADES) == before
    assert tess.give(submission, "test_add", 0, extra=0).status_code == 200


@pytest.mark.docker
def test_a_tested_cell_has_it_where_the_course_says_so(graded, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADING_EXTRA_CREDIT_ON_TESTS", "true")
    server = FormgraderServer(graded, tmp_path).start()
    try:
        tess = server.api("tess")
        given = tess.submissions(ASSIGNMENT, BOOK)["s4"]["id"]
        assert tess.give(given, "test_add", 2, extra=2).json()["extra_credit"] == 2
        assert tess.give(given, "test_add", 2, extra=2.5).status_code == 400
    finally:
        server.stop()


@pytest.mark.parametrize("given", ["\ud800", "Well done.\udfff", "a\0b", "\ud83d"])
def test_a_comment_that_cannot_be_kept_is_refused_and_the_next_is_saved(tess, submission, given):
    row = tess.comments(submission)["why"]
    answer = put(tess, "comment", row, {"manual_comment": given})
    assert answer.status_code == 400 and "take it out" in answer.text
    # Nothing is read in between: that used to mend the session.
    assert put(tess, "comment", row, {"manual_comment": "Übung \U0001f600"}).json()["manual_comment"] == "Übung \U0001f600"


@pytest.mark.parametrize("kind, sent", [("comment", {"manual_comment": "Later."}), ("grade", {"manual_score": 1})])
def test_a_save_that_fails_takes_no_other_with_it(graded, tess, submission, kind, sent):
    row = {"comment": tess.comments, "grade": tess.grades}[kind](submission)["why"]
    with contextlib.closing(coursework.sqlite3.connect(graded / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert put(tess, kind, row, sent).status_code == 500
    answer = put(tess, kind, row, sent)
    assert answer.status_code == 200 and answer.json().items() >= sent.items()


def test_a_request_that_is_no_text_is_refused_with_a_sentence(tess, submission):
    row = tess.comments(submission)["why"]
    for body in (b'{"manual_comment": "\xff"}', b"[" * 60_000, b"{"):
        answer = tess.http.put(f"{tess.url}/api/comment/{row['id']}", data=body, timeout=30)
        assert answer.status_code == 400 and answer.text


def test_no_address_makes_a_directory_or_a_student(server, tess, graded):
    before = sorted(path.relative_to(graded) for path in graded.rglob("*") if ".grading" not in str(path))
    students = coursework.query(graded, "SELECT id, last_name FROM student ORDER BY id")
    put = lambda path, body: tess.http.put(f"{tess.url}/api/{path}", json=body, timeout=30)  # noqa: E731
    for name in (*BAD_NAMES, "new", ASSIGNMENT):
        due = {"duedate_notimezone": "2026-03-01T11:30", "duedate_timezone": "UTC+2"}
        assert put(f"assignment/{name}", due).status_code >= 400
        assert put(f"student/{name}", {"last_name": "Phantom"}).status_code >= 400
    assert "course.yml" in put(f"assignment/{ASSIGNMENT}", {}).text and "roster.csv" in put("student/new", {}).text
    assert coursework.query(graded, "SELECT id, last_name FROM student ORDER BY id") == students
    assert coursework.query(graded, "SELECT name, duedate FROM assignment") == [(ASSIGNMENT, None)]
    assert sorted(path.relative_to(graded) for path in graded.rglob("*") if ".grading" not in str(path)) == before


@pytest.mark.parametrize("route", [
    "manage_submissions/{}", "gradebook/{}", "gradebook/{}/x", f"gradebook/{ASSIGNMENT}/{{}}", "manage_students/{}",
    f"manage_students/{{}}/{ASSIGNMENT}", "api/assignment/{}", "api/notebooks/{}", "api/submissions/{}", "api/student/{}",
    f"api/submission/{ASSIGNMENT}/{{}}", "api/submission/{}/s1", "api/student_submissions/{}", "api/submitted_notebooks/{}/x",
    f"api/student_notebook_submissions/{{}}/{ASSIGNMENT}", "question/{}/x/y", f"question/{ASSIGNMENT}/{{}}/why", "preview/{}",
])  # fmt: skip
def test_a_name_that_could_be_a_path_is_not_found(tess, route):
    for name in BAD_NAMES:
        answer = tess.page(f"formgrader/{route.format(name)}")
        assert answer.status_code == 404, (name, answer.status_code, answer.text[:200])


ODD_FILES = ("%00", "x%00y.css", "%0a", "%ff", "..%2fx", "%2e%2e/x", "x" * 300, "%F0%9F%94%A5", "", "%ED%A0%80")


def test_an_odd_parameter_at_any_address_is_refused_and_nothing_fails(server, tess):
    """Every row of docs/handlers.md: each name in it odd, and each parameter odd and repeated."""
    log, odd = server.folder / "formgrader.log", [*ODD_FILES, *BAD_NAMES]
    before = log.read_text().count("Traceback")
    asked = {row.sample.replace("nothing9", name) for row in served("formgrader") for name in odd}
    values, fields = ("%00", "%ff", "[]", "x" * 300), ("index", "submission_id", "path", "x[]")
    samples = [row.sample for row in served("formgrader")]
    asked |= {f"{sample}?{field}={value}&{field}=y" for sample in samples for value in values for field in fields}
    failed = {}
    for path in sorted(asked):
        if not path.startswith("/"):
            continue  # no address: the catch-all's expression begins with a name
        answer = tess.http.get(server.url + path, allow_redirects=False, timeout=30)
        if answer.status_code >= 500:
            failed[path] = answer.status_code
    assert failed == {} and log.read_text().count("Traceback") == before


def test_a_name_with_markup_is_text_on_every_page_and_in_every_answer(server, tess, submission, browser):
    for path in ("students", f"submissions/{ASSIGNMENT}", f"submitted_notebooks/{ASSIGNMENT}/{BOOK}", "student/s3"):
        answer = tess.page(f"formgrader/api/{path}")
        assert MARKUP in answer.text.replace("\\", "")
        assert answer.headers["Content-Type"].startswith("text/plain") and answer.headers["X-Content-Type-Options"] == "nosniff"
    context = browser.new_context(extra_http_headers={HEADER: "tess"})
    page, seen = context.new_page(), []
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    for path in (
        f"submissions/{submission}/", f"gradebook/{ASSIGNMENT}/{BOOK}", "manage_students", f"manage_submissions/{ASSIGNMENT}",
        "manage_students/s3", f"manage_students/s3/{ASSIGNMENT}", f"question/{ASSIGNMENT}/{BOOK}/why", "api/students",
    ):
        page.goto(f"{server.url}/formgrader/{path}")
        page.wait_for_load_state("networkidle")
        if page.locator("#toggle_names").count():
            page.locator("#toggle_names").click()
    assert seen == []
    context.close()


def test_the_servers_own_figures_are_nobodys(tess):
    for path in ("metrics", "api", "api/status", "files/gradebook.db", "tree", "lab", "nothing%ff"):
        assert tess.page(path).status_code == 404, path


def test_the_favicon_is_everybodys_and_there_is_no_robots_txt(server):
    icon = requests.get(f"{server.url}/favicon.ico", timeout=30)
    assert icon.status_code == 200 and icon.content.startswith(b"\0\0\1\0")
    assert requests.get(f"{server.url}/robots.txt", timeout=30).status_code == 404


def test_a_stranger_gets_none_of_it(server):
    for path in ("formgrader", "formgrader/api/students", f"formgrader/question/{ASSIGNMENT}/{BOOK}/why", "grading"):
        answer = requests.get(f"{server.url}/{path}", allow_redirects=False, timeout=30)
        assert answer.status_code in (302, 403), path
