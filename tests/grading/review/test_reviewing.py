"""The review sample read by people: on a real formgrader, over a class that was really graded."""

import re

import coursework
import pytest
from coursework import ASSIGNMENT, BOOK, changed, submit
from formgrader_server import FormgraderServer
from typer.testing import CliRunner

from grading.__main__ import app
from grading.course.directory import CourseDir
from grading.formgrader.dashboard import reports
from grading.formgrader.dashboard.figures import read_figures
from grading.records.review_records import ReviewRecords
from grading.review.review_queue import sample

pytestmark = pytest.mark.docker

WRITTEN = "why"


@pytest.fixture
def formgrader(graded, tmp_path):
    server = FormgraderServer(graded, tmp_path).start()
    yield server
    server.stop()


@pytest.fixture
def drawn(graded, opened):
    """Draw the sample; (who is in it, who reads what, which are read twice)."""

    def run(*reviewers, rate=0.2, twice=0.0):
        with opened(graded, critical=True, review_rate=rate, double_review_rate=twice) as context:
            chosen = sample(context, list(reviewers))
            records = ReviewRecords(context.journal.db)
            return chosen, records.reviewers(ASSIGNMENT), set(records.double_reviews(ASSIGNMENT))

    return run


@pytest.fixture
def said(graded):
    """What a command prints."""

    def run(command):
        result = CliRunner().invoke(app, [command, ASSIGNMENT, "--course-dir", str(graded)], env={"COLUMNS": "200"})
        assert result.exit_code == 0, result.output
        return result.output

    return run


def marked(graded, student):
    """The test cell of a sampled submission that waits."""
    rows = [row for row in coursework.query(graded, coursework.GRADES) if row[0] == student and row[4]]
    return next(row[1] for row in rows if row[1] != WRITTEN)


def row_of(graded, student, cell):
    """(auto_score, manual_score, needs_manual_grade) in the gradebook's file."""
    return next(row[2:5] for row in coursework.query(graded, coursework.GRADES) if row[:2] == (student, cell))


def read(person, student, points, comment=None):
    """Give points for cells of a submission, as the page does."""
    submission = person.submissions(ASSIGNMENT, BOOK)[student]["id"]
    for cell, value in points.items():
        person.give(submission, cell, value).raise_for_status()
    if comment:
        person.comment(submission, WRITTEN, comment).raise_for_status()
    return submission


def test_loads_differ_by_at_most_one_and_nobody_reads_their_own(drawn):
    chosen, reviewers, _ = drawn("s0", "tess", "tom", rate=1.0)
    loads = [list(reviewers.values()).count(grader) for grader in ("s0", "tess", "tom")]
    assert len(chosen) == len(reviewers) == 10 and max(loads) - min(loads) <= 1 and reviewers["s0", 1] != "s0"


def test_the_page_of_the_sample_names_every_student_and_reviewer(graded, drawn):
    chosen, _, _ = drawn("tess", "tom", rate=0.6)
    page = reports.review(CourseDir(graded), ASSIGNMENT, "")
    assert len(chosen) == 6 and [name for name in ("tess", "tom", *chosen) if f">{name}<" not in page] == []


def test_a_second_draw_moves_nobody(drawn):
    assert drawn("tess", "tom", rate=0.6, twice=0.5) == drawn("tess", "tom", rate=0.6, twice=0.5)


def test_agreement_without_a_change_is_recorded_with_the_name(graded, drawn, formgrader, said):
    ((student, *_), _, _) = drawn("tess", "tom", rate=0.1)
    cell = marked(graded, student)
    assert "waits" in said("review")
    tom = formgrader.api("tom")
    read(tom, student, {cell: row_of(graded, student, cell)[0]})
    (saved,) = coursework.sqlite3.connect(graded / ".grading/grading.db").execute(
        "SELECT grader, student, cell, before, after, waited FROM saved"
    ).fetchall()
    points = row_of(graded, student, cell)[0]
    assert saved == ("tom", student, cell, points, points, 1)
    assert f"agreed: {cell} stays at" in said("review") and "1 of 1 reviews are done; 1 agreed" in said("review")


def test_every_page_says_the_same_of_a_review_as_soon_as_it_is_read(graded, drawn, formgrader, said):
    ((student, *others), _, _) = drawn("tess", rate=0.2)
    read(formgrader.api("tess"), student, {marked(graded, student): 1})
    # Before any command has looked: the page of the assignment, the terminal, the reviewer's own list.
    assert read_figures(CourseDir(graded), ASSIGNMENT).reviews == {"open": len(others), "closed": 1}
    assert "review sample, closed" in said("dashboard")
    text = formgrader.api("tess").page("reviews").text
    assert f"{len(others)} of {1 + len(others)} wait for you" in text
    assert "1 of 2 reviews are done" in said("review") and said("status").count("closed (") == 1


def test_new_work_of_a_student_is_open_again_on_every_page(graded, drawn, formgrader, autograde):
    ((student,), _, _) = drawn("tess", rate=0.1)
    read(formgrader.api("tess"), student, {marked(graded, student): 1})
    answers = changed(coursework.answered(), add="def add(a, b): return b + a")
    submit(graded, student, answers, stamp="2026-04-01 10:00:00 UTC")
    autograde(graded)
    assert read_figures(CourseDir(graded), ASSIGNMENT).reviews == {"open": 1}


def test_times_of_reviews_are_in_the_course_s_zone(berlin, graded, drawn, formgrader, said):
    ((student, *_), _, _) = drawn("tess", rate=0.1)
    read(formgrader.api("tess"), student, {marked(graded, student): 1})
    page = reports.review(CourseDir(graded), ASSIGNMENT, "")
    for text in (said("review"), page):
        assert re.search(r"\(2\d{3}-\d\d-\d\d \d\d:\d\d:\d\d CES?T\)", text) and "+00:00" not in text


def test_extra_credit_leaves_a_trace_wherever_points_do(graded, drawn, formgrader, said):
    ((student, *_), _, _) = drawn("tess", "tom", rate=0.1)
    tess, cell = formgrader.api("tess"), marked(graded, student)
    submission = read(tess, student, {cell: 1})
    tess.give(submission, WRITTEN, 3, extra=1.5).raise_for_status()
    tess.give(submission, WRITTEN, 3, extra=3).raise_for_status()
    saved = coursework.sqlite3.connect(graded / ".grading/grading.db").execute(
        "SELECT before, after, extra_before, extra_after FROM saved WHERE cell = ?", (WRITTEN,)
    )
    assert saved.fetchall() == [(None, 3, 0, 1.5), (3, 3, 1.5, 3)]
    review = said("review")
    assert f"extra credit: {WRITTEN} of {student}: 0 to 1.5 by tess" in review and ": 1.5 to 3 by tess" in review
    assert "+3 points" in said("raters")


def test_a_table_of_saves_from_before_is_read_and_continued(graded, opened, said):
    with coursework.sqlite3.connect(graded / ".grading/grading.db") as db:
        # As an older grader left it: without a revision, and without the ids of rows that came with one.
        for table in ("grading_version", "saved", "discarded", "ballot", "ballot_comment"):
            db.execute(f"DROP TABLE IF EXISTS {table}")
        db.execute(
            "CREATE TABLE saved (at TEXT, assignment TEXT, student TEXT, grader TEXT, notebook TEXT, cell TEXT, maximum REAL,"
            " auto REAL, before REAL, after REAL, waited INTEGER, key TEXT)"
        )
        row = ("2026-03-01 10:00:00", ASSIGNMENT, "s1", "tess", BOOK, "test_add", 2, 0, 0, 1, 1, "key")
        db.execute("INSERT INTO saved VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    with opened(graded) as context:
        ReviewRecords(context.journal.db).note_saved(
            ASSIGNMENT, "s2", "tom", BOOK, WRITTEN, 3, None, (None, 0.0), (2, 1), True, "key"
        )
        saved = ReviewRecords(context.journal.db).saved(ASSIGNMENT)
    assert [(row.reviewer, row.after, row.extra_after) for row in saved] == [("tess", 1, None), ("tom", 2, 1)]
    assert "+50.0%" in said("raters") and "+1 points" in said("raters")


def test_a_correction_is_recorded_with_both_points(graded, drawn, formgrader, said):
    ((student, *_), _, _) = drawn("tess", rate=0.1)
    cell = marked(graded, student)
    read(formgrader.api("tess"), student, {cell: 0.5})
    assert f"{cell}: {row_of(graded, student, cell)[0]:g} to 0.5" in said("review") and row_of(graded, student, cell)[1] == 0.5


def test_what_was_marked_after_formgrader_looked_is_shown(drawn, formgrader):
    tess = formgrader.api("tess")
    before = {student for student, row in tess.submissions(ASSIGNMENT, BOOK).items() if row["flagged"]}
    chosen, _, _ = drawn("tess", rate=0.3)
    after = {student for student, row in tess.submissions(ASSIGNMENT, BOOK).items() if row["flagged"]}
    assert (before, after) == (set(), set(chosen))


@pytest.fixture
def twice(graded, drawn):
    """A submission that tess and tom both read, and its marked cell."""
    (student,), reviewers, doubles = drawn("tess", "tom", rate=0.1, twice=1.0)
    assert doubles == {student} and {reviewers[student, 1], reviewers[student, 2]} == {"tess", "tom"}
    return student, marked(graded, student)


def test_the_second_reader_sees_nothing_of_the_first(graded, formgrader, twice):
    student, cell = twice
    tess, tom = formgrader.api("tess"), formgrader.api("tom")
    submission = read(tess, student, {cell: 1, WRITTEN: 2}, "Too short.")
    theirs, own = tom.grades(submission), tess.grades(submission)
    assert [(theirs[c]["manual_score"], theirs[c]["needs_manual_grade"]) for c in (cell, WRITTEN)] == [(None, True)] * 2
    assert [(own[c]["manual_score"], own[c]["needs_manual_grade"]) for c in (cell, WRITTEN)] == [(1, False), (2, False)]
    assert tom.comments(submission)[WRITTEN]["manual_comment"] is None
    assert tess.comments(submission)[WRITTEN]["manual_comment"] == "Too short."
    assert [who.submissions(ASSIGNMENT, BOOK)[student]["needs_manual_grade"] for who in (tess, tom)] == [False, True]
    assert [row_of(graded, student, c)[1:] for c in (cell, WRITTEN)] == [(None, 1)] * 2


def test_the_mean_counts_where_they_are_close(graded, formgrader, twice, said):
    student, cell = twice
    read(formgrader.api("tess"), student, {cell: 2, WRITTEN: 2}, "Too short.")
    assert "0 of 2" not in said("review") and "1 of 2 reviews are done" in said("review")
    read(formgrader.api("tom"), student, {cell: 2, WRITTEN: 2.5}, "Terms are right.")
    assert [row_of(graded, student, c)[1:] for c in (cell, WRITTEN)] == [(2, 0), (2.25, 0)]
    comment = "SELECT manual_comment FROM comment WHERE manual_comment IS NOT NULL"
    assert coursework.query(graded, comment) == [("Too short.\n\nTerms are right.",)]
    assert "the mean counts" in said("review")
    report = said("raters")
    # Equal on one cell of two; half a point apart, a sixth of three, on the other.
    assert all(figure in report for figure in ("50%", "0.50", "0.08", "tess", "tom", "+8.3%", "-8.3%"))


def test_a_third_person_decides_where_they_are_apart(graded, formgrader, twice, said):
    student, cell = twice
    read(formgrader.api("tess"), student, {cell: 2, WRITTEN: 0})
    read(formgrader.api("tom"), student, {cell: 2, WRITTEN: 3})
    assert row_of(graded, student, WRITTEN)[1:] == (1.5, 1)
    assert read_figures(CourseDir(graded), ASSIGNMENT).disputed == {student: [WRITTEN]}
    assert "two reviewers differ" in said("dashboard")
    assert f"they differ on {WRITTEN} (0 and 3): a third person decides" in said("review")
    # It waits for the third alone; the two see what they gave.
    for name, waits, points in (("tess", False, 0), ("tom", False, 3), ("ada", True, 1.5)):
        person = formgrader.api(name)
        submission = person.submissions(ASSIGNMENT, BOOK)[student]
        grade = person.grades(submission["id"])[WRITTEN]
        assert (submission["needs_manual_grade"], grade["needs_manual_grade"], grade["manual_score"]) == (waits, waits, points)
    read(formgrader.api("ada"), student, {WRITTEN: 3})
    assert row_of(graded, student, WRITTEN)[1:] == (3, 0)
    assert "they differ" not in said("review") and f"decided; {WRITTEN} (0 and 3): 3 by ada" in said("review")
    assert read_figures(CourseDir(graded), ASSIGNMENT).disputed == {}
    read(formgrader.api("tom"), student, {WRITTEN: 2})
    assert row_of(graded, student, WRITTEN)[1:] == (2, 0)


def test_the_third_person_sees_what_both_gave_and_why_and_nobody_else_does(formgrader, twice):
    student, cell = twice
    for name, points, why in (("tess", 0, "No claim."), ("tom", 3, "Claim and cost.")):
        person = formgrader.api(name)
        submission = read(person, student, {cell: 2, WRITTEN: points}, why)
        assert person.grades(submission)[WRITTEN]["to_decide"] == []
    shown = {name: formgrader.api(name).grades(submission) for name in ("tess", "tom", "ada")}
    assert [shown[name][WRITTEN]["to_decide"] for name in ("tess", "tom")] == [[], []]
    assert shown["ada"][cell]["to_decide"] == []
    assert shown["ada"][WRITTEN]["to_decide"] == [
        {"points": 0, "extra_credit": None, "comment": "No claim."},
        {"points": 3, "extra_credit": None, "comment": "Claim and cost."},
    ]
    above = {name: formgrader.api(name).page(f"formgrader/submissions/{submission}/").text for name in ("tess", "ada")}
    assert "You decide" in above["ada"] and "neither sees" not in above["ada"] and "has its points" not in above["ada"]
    assert "a third person" in above["tess"] and "You decide" not in above["tess"]
    read(formgrader.api("ada"), student, {WRITTEN: 1})
    assert formgrader.api("uma").grades(submission)[WRITTEN]["to_decide"] == []


def test_extra_credit_is_offered_only_where_it_would_be_taken(formgrader, twice):
    student, cell = twice
    ada = formgrader.api("ada")
    submission = ada.submissions(ASSIGNMENT, BOOK)[student]["id"]
    offered = {name for name, row in ada.grades(submission).items() if row["extra_credit_possible"]}
    taken = {name for name in ada.grades(submission) if ada.give(submission, name, 1, extra=0.5).ok}
    assert offered == taken == {WRITTEN}


@pytest.mark.parametrize("first, second", [((2, None), (2, 3)), ((2, 0), (1.5, 1)), ((2, 1), (1.5, None))])
def test_one_readers_extra_credit_is_compared_with_the_others(graded, formgrader, twice, said, first, second):
    """Further apart than 0.75 of three points: by the extra credit, or by both together."""
    student, cell = twice
    for name, (given, extra) in (("tess", first), ("tom", second)):
        person = formgrader.api(name)
        person.give(read(person, student, {cell: 2}), WRITTEN, given, extra=extra).raise_for_status()
    assert row_of(graded, student, WRITTEN)[2] == 1 and f"they differ on {WRITTEN} (" in said("review")
    everything = next(line for line in said("raters").splitlines() if "all, as shares" in line)
    assert " 50% " in everything  # equal on the test cell, not on the answer


def test_the_two_cannot_settle_between_themselves_where_they_are_apart(graded, formgrader, twice, said):
    student, cell = twice
    submission = read(formgrader.api("tess"), student, {cell: 2, WRITTEN: 0})
    read(formgrader.api("tom"), student, {cell: 2, WRITTEN: 3})
    answer = formgrader.api("tess").give(submission, WRITTEN, 3)
    assert answer.status_code == 409 and row_of(graded, student, WRITTEN)[1:] == (1.5, 1)
    read(formgrader.api("ada"), student, {cell: 1})
    assert "a third person decides" in said("review") and row_of(graded, student, WRITTEN)[2] == 1


def test_saving_again_after_the_outcome_is_saved_as_it_is_and_drags_nothing_along(graded, formgrader, twice):
    student, cell = twice
    tested = next(
        row[1] for row in coursework.query(graded, coursework.GRADES)
        if row[0] == student and row[1] not in (cell, WRITTEN) and row[2]
    )
    had = row_of(graded, student, tested)[0]
    read(formgrader.api("tess"), student, {cell: 2, WRITTEN: 2, tested: had - 0.5})
    read(formgrader.api("tom"), student, {cell: 2, WRITTEN: 2})
    assert row_of(graded, student, tested)[1:] == (had - 0.25, 0)
    for _ in range(2):
        read(formgrader.api("tess"), student, {WRITTEN: 1.5})
    assert row_of(graded, student, WRITTEN)[1:] == (1.5, 0)
    assert row_of(graded, student, tested)[1:] == (had - 0.25, 0)


def test_grading_again_without_a_change_keeps_what_the_first_gave(graded, formgrader, twice, autograde):
    student, cell = twice
    submission = read(formgrader.api("tess"), student, {cell: 1})
    autograde(graded, force=True)
    assert formgrader.api("tess").grades(submission)[cell]["manual_score"] == 1


def test_new_work_is_read_anew_by_both(graded, formgrader, twice, autograde):
    student, cell = twice
    read(formgrader.api("tess"), student, {cell: 1, WRITTEN: 2})
    answers = changed(coursework.answered(), why="Because it does.", add="def add(a, b): return b + a")
    submit(graded, student, answers, stamp="2026-04-01 10:00:00 UTC")
    autograde(graded)
    tess = formgrader.api("tess")
    submission = tess.submissions(ASSIGNMENT, BOOK)[student]["id"]
    assert tess.grades(submission)[cell]["manual_score"] is None and marked(graded, student)


def test_points_taken_back_are_no_longer_given(formgrader, twice):
    student, cell = twice
    tess = formgrader.api("tess")
    submission = read(tess, student, {cell: 1, WRITTEN: 2})
    tess.give(submission, cell, None)
    assert tess.submissions(ASSIGNMENT, BOOK)[student]["needs_manual_grade"]


def test_the_one_who_steps_in_has_the_review(drawn, graded, formgrader, said):
    (student,), reviewers, _ = drawn("tess", "tom", rate=0.1)
    read(formgrader.api("uma"), student, {marked(graded, student): 1})
    assert "uma" in said("review")
    assert drawn("tess", "tom", rate=0.1)[1] == {(student, 1): "uma"}


def test_a_stranger_to_the_page_changes_nothing(graded, formgrader, twice):
    student, cell = twice
    tess = formgrader.api("tess")
    submission = tess.submissions(ASSIGNMENT, BOOK)[student]["id"]
    grade = tess.grades(submission)[cell]
    tess.http.headers.pop("X-XSRFToken")
    assert tess.http.put(f"{tess.url}/api/grade/{grade['id']}", json=grade | {"manual_score": 2}).status_code == 403
    tess.http.headers.pop("X-Test-User")
    assert tess.http.put(f"{tess.url}/api/grade/{grade['id']}", json=grade, allow_redirects=False).status_code in (302, 403)
    assert row_of(graded, student, cell)[1] is None


def test_without_known_graders_the_sample_is_for_anybody(drawn, lines):
    chosen, reviewers, doubles = drawn(twice=1.0)
    assert len(chosen) == 2 and (reviewers, doubles) == ({}, set())
    assert any("no teaching assistant is known" in line for line in lines)
