"""A grader that dies between its two commits, to the gradebook and to its own records, takes nothing that a person gave."""

import os
import signal

import coursework
import pytest
from cells_here import FORKS, CellsHere
from coursework import changed, submit

from grading.messages.reporter import Reporter
from grading.pipeline import run
from grading.records.context import open_assignment
from grading.records.journal import Journal
from grading.records.review_records import ReviewRecords

QUESTION = (coursework.ASSIGNMENT, "ada", "tess", coursework.BOOK, "why")


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def intend_and_die(*arguments, intend=Journal.intend):
    intend(*arguments)
    die()


def killed(course, step, instead):
    """Autograde in a process of its own, which is killed in this step of the journal."""
    process = FORKS.Process(target=autograde_with, args=(course, step, instead))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def autograde_with(course, step, instead):
    setattr(Journal, step, instead)
    run.executor_for = lambda *_: CellsHere()
    with open_assignment(course, coursework.ASSIGNMENT, Reporter(lambda _: None)) as context:
        run.autograde(context)


@pytest.fixture
def cut_off(course, right, autograde):
    """Ada's second version is in the gradebook and not in the journal."""
    submit(course, "ada", changed(right, why="First."))
    autograde(course)
    give(course, 1, "not yet")
    submit(course, "ada", changed(right, why="Second."))
    killed(course, "record", die)
    return course


def give(course, points, comment):
    """Tess grades the essay as formgrader does."""
    coursework.query(course, f"UPDATE grade SET manual_score = {points}, needs_manual_grade = 0 WHERE cell_id IN {WHY}")
    coursework.query(course, f"UPDATE comment SET manual_comment = '{comment}' WHERE cell_id IN {WHY}")
    journal = Journal(course / ".grading")
    key = journal.work_digest(coursework.ASSIGNMENT, "ada", shown=True)
    ReviewRecords(journal.db).note_saved(*QUESTION, 3, None, (None, 0), (points, 0), True, key)
    journal.close()


WHY = "(SELECT id FROM base_cell WHERE name = 'why')"
GIVEN = f"SELECT manual_score FROM grade WHERE cell_id IN {WHY}"
COMMENT = f"SELECT manual_comment FROM comment WHERE cell_id IN {WHY}"
FLAG = "SELECT flagged FROM submitted_notebook"


def reasons(course):
    journal = Journal(course / ".grading")
    found = "; ".join(journal.graded(coursework.ASSIGNMENT)["ada"].reasons)
    left = journal.intended(coursework.ASSIGNMENT)
    journal.close()
    return found, left


def test_points_and_comments_of_before_are_named(cut_off, autograde):
    assert coursework.query(cut_off, GIVEN) == [(None,)]
    autograde(cut_off)
    found, left = reasons(cut_off)
    assert "the 1 points a person gave for why were for an older answer" in found
    assert "the comment a person wrote for why was on an older answer: not yet" in found
    assert left == set()


def test_points_and_comments_given_in_between_stay(cut_off, autograde):
    give(cut_off, 2.5, "better")
    autograde(cut_off)
    assert coursework.query(cut_off, GIVEN) == [(2.5,)] and coursework.query(cut_off, COMMENT) == [("better",)]
    assert "2.5 points" not in reasons(cut_off)[0]


def test_a_comment_alone_and_a_flag_given_in_between_stay(cut_off, autograde):
    """Neither is a save of points, of which formgrader keeps a list."""
    assert coursework.query(cut_off, COMMENT) == [(None,)] and coursework.query(cut_off, FLAG) == [(0,)]
    coursework.query(cut_off, f"UPDATE comment SET manual_comment = 'see me' WHERE cell_id IN {WHY}")
    coursework.query(cut_off, "UPDATE submitted_notebook SET flagged = 1")
    autograde(cut_off)
    assert coursework.query(cut_off, COMMENT) == [("see me",)] and coursework.query(cut_off, FLAG) == [(1,)]
    found, left = reasons(cut_off)
    assert "see me" not in found and left == set()


def test_a_run_that_died_before_its_grade_leaves_what_was_given_to_the_older_answer(course, right, autograde):
    """The intent is written, the gradebook is as before: the flag and the comment were for the first answer."""
    submit(course, "ada", changed(right, why="First."))
    autograde(course)
    give(course, 1, "not yet")
    coursework.query(course, "UPDATE submitted_notebook SET flagged = 1")
    submit(course, "ada", changed(right, why="Second."))
    killed(course, "intend", intend_and_die)
    assert coursework.query(course, GIVEN) == [(1,)] and coursework.query(course, FLAG) == [(1,)]
    autograde(course)
    assert coursework.query(course, GIVEN) == [(None,)] and coursework.query(course, FLAG) == [(0,)]
    assert "not yet" in reasons(course)[0]


def test_scores_of_two_readers_given_in_between_stay(course, right, autograde):
    submit(course, "ada", changed(right, why="First."))
    autograde(course)
    journal = Journal(course / ".grading")
    records = ReviewRecords(journal.db)
    records.open_double_review(coursework.ASSIGNMENT, "ada", journal.work_digest(coursework.ASSIGNMENT, "ada"), 0.25)
    records.put_score(*QUESTION, 1, None, 3)
    submit(course, "ada", changed(right, why="Second."))
    killed(course, "record", die)
    assert records.scores(coursework.ASSIGNMENT, "ada") == []
    records.put_score(*QUESTION, 2, None, 3)
    autograde(course)
    assert [row.points for row in records.scores(coursework.ASSIGNMENT, "ada")] == [2]


def test_who_hands_in_the_first_version_again_is_graded_again(cut_off, right, autograde):
    submit(cut_off, "ada", changed(right, why="First."))
    assert autograde(cut_off) == 1
