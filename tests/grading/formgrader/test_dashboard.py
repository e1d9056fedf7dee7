"""The dashboard over a real batch: its figures, the view that follows it, and the page that formgrader serves."""

import io
import os
import re
import shutil
import sqlite3
import threading
import time
from collections import Counter
from pathlib import Path

import coursework
import pytest
import requests
from containers import IMAGE, remove_containers
from coursework import ASSIGNMENT, changed, submit
from formgrader_server import HEADER, FormgraderServer
from rich.console import Console
from typer.testing import CliRunner

from grading.__main__ import app
from grading.course.directory import CourseDir
from grading.errors import DatabaseLocked, GradingError
from grading.export.rows import export_rows
from grading.export.states import MEANINGS, WAITS
from grading.formgrader.dashboard.figures import read_figures
from grading.formgrader.dashboard.page import page
from grading.formgrader.dashboard.terminal import follow, view
from grading.formgrader.dashboard.work import Work
from grading.messages.reporter import Reporter
from grading.pipeline import run as batch_run
from grading.records import context
from grading.records.journal import Journal
from grading.records.lock import assignment_lock, holder
from grading.records.progress import Progress
from grading.records.tables import Graded

PREFIX = "/services/tinytorch"
WRONG = "def scale(values, factor):\n    return values"
SLOW = "import time\ntime.sleep(2)\ndef scale(values, factor):\n    return values * factor"


def grade(root, students=()):
    with context.open_assignment(root, ASSIGNMENT, Reporter(lambda line: None), workers=1) as one:
        return batch_run.autograde(one, students)


@pytest.fixture(scope="module")
def watched(course_once, tmp_path_factory):
    """A graded class, and what was seen while the batch ran: (course directory, figures, what `follow` drew)."""
    root = shutil.copytree(course_once, tmp_path_factory.mktemp("watched") / "course")
    right = coursework.answered()
    for student, nb in {
        "ada": right, "ben": changed(right, scale=WRONG), "cy": changed(right, scale=SLOW), "dot": changed(right, scale=SLOW),
        "eve": "this is no notebook", "fay": changed(right, add="import os\nos._exit(3)"),
    }.items():
        submit(root, student, nb)
    seen, screen, course = [], Console(file=io.StringIO(), width=160), CourseDir(root)
    label = "tt-grading-dashboard"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", label)
        batch = threading.Thread(target=grade, args=(root,))
        batch.start()

        def look():
            seen.append(read_figures(course, ASSIGNMENT))
            return seen[-1]

        while not holder(course.private, ASSIGNMENT) and batch.is_alive():
            time.sleep(0.01)
        follow(look, screen, seconds=0.05)
        batch.join()
        assert remove_containers(label) == []
    submit(root, "late", right)
    return root, seen, screen.file.getvalue()


def test_what_ran_before_is_not_what_runs_now(course):
    journal = Journal(CourseDir(course).records)
    Progress(journal.db, ASSIGNMENT).begin(7)
    before = read_figures(CourseDir(course), ASSIGNMENT)
    assert before.batch.total == 7 and "Nothing runs at this moment" in page(before)
    time.sleep(1.1)  # the lock is dated in seconds
    with assignment_lock(course / ".grading", ASSIGNMENT):
        collecting = read_figures(CourseDir(course), ASSIGNMENT)
        assert collecting.running and collecting.batch is None
        Progress(journal.db, ASSIGNMENT).begin(9)
        assert read_figures(CourseDir(course), ASSIGNMENT).batch.total == 9


def test_while_something_is_under_way_the_page_does_not_say_that_nothing_runs(course):
    said, go_on = [], threading.Event()

    def ask(action, assignment, who, heard):
        heard("waits until collect of ps2 is done: the grader does one thing at a time")
        said.append(action)
        go_on.wait(30)
        return {"success": True, "log": "all of it", "error": None}

    work = Work(ask)
    task = work.begin(ASSIGNMENT, "autograde", "ada")
    while not said:
        time.sleep(0.01)
    text = page(read_figures(CourseDir(course), ASSIGNMENT), "", work=task)
    go_on.set()
    assert "Nothing runs" not in text and "waits until collect of ps2 is done" in text and 'http-equiv="refresh"' in text


@pytest.mark.docker
def test_a_running_batch_is_seen_with_how_far_it_is(watched):
    during = [figures for figures in watched[1] if figures.running and figures.batch]
    assert "process" in during[0].running and {figures.batch.total for figures in during} == {6}
    assert len({figures.batch.done for figures in during}) > 2


@pytest.mark.docker
def test_what_is_seen_while_it_runs_fits_together(watched):
    for figures in watched[1]:
        assert figures.graded + len(figures.left) == figures.submitted == 6
        assert len(figures.shares) >= figures.graded - figures.states.get("problem", 0)


@pytest.mark.docker
def test_the_view_ends_with_the_batch(watched):
    assert not watched[1][-1].running and watched[1][-1].batch.done == 6
    assert "6 of 6 after" in watched[2]


@pytest.fixture(scope="module")
def figures(watched):
    return read_figures(CourseDir(watched[0]), ASSIGNMENT)


@pytest.mark.docker
def test_what_ran_and_what_is_left(figures):
    assert figures.left == ["late"] and figures.graded == 6 and figures.running is None
    assert figures.states["problem"] == 1 and len(figures.seconds) == 6 and figures.summary["longest"] > 2


@pytest.mark.docker
def test_scores_leave_out_what_could_not_be_read(figures):
    assert figures.tested_points == coursework.TESTED and len(figures.shares) == 5
    assert dict(figures.histogram)["90 to 100"] == 3 and sum(count for _, count in figures.histogram) == 5


@pytest.mark.docker
def test_the_hardest_test_comes_first(figures):
    shares = [cell.share for cell in figures.cells]
    assert shares == sorted(shares) and [cell.name for cell in figures.cells][0] == "test_scale"
    assert {cell.name for cell in figures.cells} == {"test_add", "test_scale", "test_total"}


@pytest.mark.docker
def test_every_trouble_has_its_reason(figures):
    troubles = {trouble.student: "; ".join(trouble.reasons) for trouble in figures.troubles}
    assert "not valid JSON" in troubles["eve"] and "exit" in troubles["fay"] and "ada" not in troubles


@pytest.mark.docker
def test_looking_changes_nothing(watched):
    before = coursework.tables(watched[0])
    with sqlite3.connect(watched[0] / "gradebook.db") as busy:
        busy.execute("BEGIN IMMEDIATE")
        read_figures(CourseDir(watched[0]), ASSIGNMENT)
    assert coursework.tables(watched[0]) == before


@pytest.mark.docker
def test_the_page_says_in_words_what_its_bars_show(figures):
    text = page(figures)
    assert not re.search(r"<script|<link|<img|http-equiv=\"refresh\"|href=", text)
    for row in re.findall(r"<tr>.*?</tr>", text, re.S):
        assert "<span" not in row or 'class="number"' in row
    assert "90 to 100</th><td class=\"number\">3</td>" in text and "Left to grade: late." in text


@pytest.mark.docker
def test_the_command_prints_it_and_writes_the_page(watched, tmp_path):
    arguments = ["dashboard", ASSIGNMENT, "--course-dir", str(watched[0])]
    printed = CliRunner().invoke(app, arguments)
    CliRunner().invoke(app, [*arguments, "--html", str(tmp_path / "page.html")])
    assert printed.exit_code == 0 and "test_scale" in printed.output
    assert "test_scale" in (tmp_path / "page.html").read_text()


def test_an_assignment_without_submissions_has_a_page(course):
    figures = read_figures(CourseDir(course), ASSIGNMENT)
    assert "nothing ran" in str(view(figures).renderables) and "Nothing runs" in page(figures)
    students = "students in the course, as of the last collect</th>"
    assert f"{students}<td>not known before the first</td>" in page(figures)
    coursework.query(course, "INSERT INTO student (id) VALUES ('ada')")
    assert f'{students}<td class="number">1</td>' in page(read_figures(CourseDir(course), ASSIGNMENT))


def test_an_assignment_nobody_knows_is_named(course):
    with pytest.raises(GradingError, match="no assignment ps9"):
        read_figures(CourseDir(course), "ps9")


def test_who_looks_does_not_keep_a_grader_out(tmp_path):
    stop = threading.Event()

    def look():
        while not stop.is_set():
            holder(tmp_path, ASSIGNMENT)

    watchers = [threading.Thread(target=look) for _ in range(2)]
    for watcher in watchers:
        watcher.start()
    try:
        for _ in range(20):
            with assignment_lock(tmp_path, ASSIGNMENT):
                assert holder(tmp_path, ASSIGNMENT)
    finally:
        stop.set()
    for watcher in watchers:
        watcher.join()
    assert holder(tmp_path, ASSIGNMENT) is None


def test_what_could_not_be_graded_is_shown_with_its_reason(opened, course):
    submit(course, "ada", coursework.answered())
    with opened(course) as one:
        one.journal.note_failure(ASSIGNMENT, "ada", "the sandbox stopped answering <b>")
    figures = read_figures(CourseDir(course), ASSIGNMENT)
    assert (figures.troubles[0].student, figures.troubles[0].state) == ("ada", "not graded")
    assert "answering &lt;b&gt;" in page(figures)


def test_what_has_a_remark_is_not_counted_as_without_one(opened, course):
    with opened(course) as one, one.journal.transaction() as db:
        for student, reasons in (("ada", []), ("ben", ["cell add was missing and was restored"])):
            submit(course, student, coursework.answered())
            points = {"score": 7, "max_score": 10, "seconds": 1}
            db.add(Graded(assignment=ASSIGNMENT, student=student, **points, fingerprint="", state="graded", reasons=reasons))
    text = page(read_figures(CourseDir(course), ASSIGNMENT))
    for words, count in (("graded: done", 2), ("with a remark, see below", 1)):
        assert f'{words}</th><td class="number">{count}</td>' in text
    assert re.search(r"As of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [A-Z+\d]", text), "a time has its zone"


def test_the_dashboard_and_the_status_have_one_word_for_each_state(opened, course, autograde):
    right = coursework.answered()
    for student, nb in {"ada": right, "ben": changed(right, why="Because."), "cy": "no notebook", "dot": right}.items():
        submit(course, student, nb)
    autograde(course)
    with opened(course) as one:
        submit(course, "dot", right, stamp="2026-03-02 10:00:00.000000 UTC")
        one.journal.note_collected(ASSIGNMENT, "dot", "2026-03-02 10:00:00.000000 UTC", [])
        one.journal.note_collected(ASSIGNMENT, "eve", "", ["could not be collected: a link"])
        one.gradebook.ensure_students(["eve"])
        submit(course, "fay", right)
        one.gradebook.ensure_students(["fay"])
        rows = {row["student_id"]: row["state"] for row in export_rows(one)}
    left = {"dot": "not graded", "fay": "not graded"}
    assert rows == {"ada": "graded", "ben": WAITS, "cy": "problem", "eve": "not collected"} | left
    figures = read_figures(CourseDir(course), ASSIGNMENT)
    assert figures.states == Counter(rows.values()) and figures.left == ["dot", "fay"]
    assert {trouble.student: trouble.state for trouble in figures.troubles} == {
        student: rows[student] for student in ("cy", "dot", "eve")
    }
    text = page(figures)
    for state, count in figures.states.items():
        assert f'{state}: {MEANINGS[state]}</th><td class="number">{count}</td>' in text
    assert f"1 {WAITS}" in CliRunner().invoke(app, ["status", ASSIGNMENT, "--course-dir", str(course)]).output


def test_the_instructors_page_explains_each_state():
    text = (Path(__file__).parents[3] / "docs" / "instructors.md").read_text()
    table = text.partition("| state | meaning |")[2].partition("\n\n")[0]
    assert {state for row in table.splitlines() for state in re.findall("`([^`]+)`", row.split(" | ")[0])} == set(MEANINGS)


def test_a_name_that_a_student_chose_moves_no_cursor(opened, course):
    submit(course, "ada", coursework.answered())
    with opened(course) as one:
        one.journal.note_failure(ASSIGNMENT, "ada", "\x1b[2J\x1b[1;1H[red]all is well\u202e")
    screen = Console(file=io.StringIO(), width=120)
    screen.print(view(read_figures(CourseDir(course), ASSIGNMENT)))
    assert "[red]all is well" in screen.file.getvalue() and not {"\x1b", "\u202e"} & set(screen.file.getvalue())


def test_a_journal_that_cannot_be_read_is_named(course):
    (course / ".grading").mkdir(exist_ok=True)
    (course / ".grading" / "grading.db").unlink(missing_ok=True)
    with sqlite3.connect(course / ".grading" / "grading.db") as held:
        held.execute("CREATE TABLE graded (assignment TEXT)")
        held.commit()
        held.execute("PRAGMA locking_mode=EXCLUSIVE")
        held.execute("BEGIN EXCLUSIVE")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("grading.formgrader.dashboard.records.WAIT_SECONDS", 0.1)
            with pytest.raises(DatabaseLocked, match=r"grading.db was locked for 0.1 s by process \d+"):
                read_figures(CourseDir(course), ASSIGNMENT)


@pytest.fixture(scope="module")
def formgrader(watched, tmp_path_factory):
    private = watched[0] / ".grading" / "similarity"
    private.mkdir(mode=0o700)
    (private / f"{ASSIGNMENT}.html").write_text("who copied from whom")
    # As behind the hub, where formgrader is not at the root.
    server = FormgraderServer(watched[0], tmp_path_factory.mktemp("formgrader"), PREFIX).start()
    yield server
    server.stop()


@pytest.mark.docker
def test_formgrader_serves_the_dashboard(formgrader):
    answer = formgrader.api("tess").page(f"grading/{ASSIGNMENT}")
    assert answer.status_code == 200 and "test_scale" in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert f'href="{PREFIX}/formgrader/gradebook/{ASSIGNMENT}"' in answer.text
    (eve,) = re.findall(f'href="{PREFIX}/(formgrader/submissions/[^"]+)">eve</a>', answer.text)
    assert formgrader.api("tess").page(eve).ok


@pytest.mark.docker
def test_formgraders_navigation_leads_to_it(formgrader):
    tess = formgrader.api("tess")
    for place in ("manage_assignments", "gradebook", "manage_students", f"manage_submissions/{ASSIGNMENT}"):
        assert f'href="{PREFIX}/grading">Course and grading</a>' in tess.page(f"formgrader/{place}").text, place
    assert f'href="{PREFIX}/grading/{ASSIGNMENT}"' in tess.page("grading").text


@pytest.mark.docker
def test_nobody_sees_it_without_the_log_in(formgrader):
    for path in ("grading", f"grading/{ASSIGNMENT}"):
        answer = requests.get(f"{formgrader.url}/{path}", allow_redirects=False, timeout=30)
        assert answer.status_code in (302, 403) and "test_scale" not in answer.text


@pytest.mark.docker
def test_an_unknown_assignment_is_not_found(formgrader):
    assert formgrader.api("tess").page("grading/ps9").status_code == 404


@pytest.mark.docker
def test_the_page_renews_itself_only_while_grading_runs(formgrader, watched):
    tess = formgrader.api("tess")
    assert "refresh" not in tess.page(f"grading/{ASSIGNMENT}").text
    with assignment_lock(watched[0] / ".grading", ASSIGNMENT):
        text = tess.page(f"grading/{ASSIGNMENT}").text
    assert '<meta http-equiv="refresh"' in text and "The grader is at work" in text and f"process {os.getpid()}" not in text


@pytest.mark.docker
def test_formgrader_serves_no_similarity_report(formgrader):
    answers = [
        requests.get(f"{formgrader.url}/{path}", headers={HEADER: "tess"}, timeout=30)
        for path in (
            f"files/.grading/similarity/{ASSIGNMENT}.html",
            f"api/contents/.grading/similarity/{ASSIGNMENT}.html",
            f"formgrader/submissions/../../.grading/similarity/{ASSIGNMENT}.html",
            f"grading/similarity/{ASSIGNMENT}.html",
            f"grading/..%2Fsimilarity%2F{ASSIGNMENT}",
        )
    ]
    assert all(answer.status_code >= 400 and "who copied" not in answer.text for answer in answers)


@pytest.mark.docker
def test_a_teaching_assistant_clicks_from_formgrader_to_it_on_a_phone(formgrader, browser):
    context = browser.new_context(viewport={"width": 360, "height": 700}, extra_http_headers={HEADER: "tess"})
    complaints = []
    tab = context.new_page()
    tab.goto(f"{formgrader.url}/formgrader/manage_assignments")
    tab.get_by_role("link", name="Course and grading").first.click()
    tab.on("console", lambda message: complaints.append(message.text))
    tab.get_by_role("link", name=ASSIGNMENT, exact=True).click()
    tab.get_by_role("heading", name=f"Grading of {ASSIGNMENT}").wait_for()
    cells = tab.get_by_role("table", name="Test cells, the hardest first").get_by_role("row")
    assert cells.nth(1).inner_text().startswith("test_scale")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360 and complaints == []
    context.close()
