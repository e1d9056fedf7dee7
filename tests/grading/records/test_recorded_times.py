"""Times in records and on pages: in UTC and saying so, whatever the zone of the machine; older ones stay readable."""

import sqlite3
import time
from datetime import UTC, datetime

import coursework
import pytest
from sqlalchemy import select, update

from grading.course.directory import CourseDir
from grading.formgrader.dashboard.figures import read_figures
from grading.formgrader.dashboard.work import Work
from grading.records.journal import Journal
from grading.records.lock import assignment_lock, holder
from grading.records.progress import Progress
from grading.records.review_records import ReviewRecords
from grading.records.tables import Run


@pytest.fixture(params=["Pacific/Kiritimati", "America/Los_Angeles"])
def zone(request, monkeypatch):
    """A machine far from UTC."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def near(text):
    """Whether the text is the present, and says in which zone."""
    found = datetime.fromisoformat(text)
    return text.endswith("+00:00") and abs((datetime.now(UTC) - found).total_seconds()) < 3600


def test_every_recorded_time_is_in_utc(zone, course):
    journal = Journal(CourseDir(course).records)
    records, progress = ReviewRecords(journal.db), Progress(journal.db, coursework.ASSIGNMENT)
    progress.begin(2)
    progress.finish()
    records.note_saved(coursework.ASSIGNMENT, "s1", "tess", "b", "c", 3, None, (None, 0), (2, 0), True, "key")
    records.put_score(coursework.ASSIGNMENT, "s1", "tess", "b", "c", 2, None, 3)
    (batch,) = journal.db.all(select(Run))
    assert near(batch.began) and near(batch.changed) and near(records.saved(coursework.ASSIGNMENT)[0].at)
    assert near(records.scores(coursework.ASSIGNMENT)[0].at)
    figures = read_figures(CourseDir(course), coursework.ASSIGNMENT)
    assert near(figures.at) and near(figures.batch.began)
    with assignment_lock(course / ".grading", coursework.ASSIGNMENT):
        assert holder(course / ".grading", coursework.ASSIGNMENT).endswith(" UTC")
    assert near(Work(lambda *_, **__: {}).begin("ps1", "collect", "tess").began)


def test_a_batch_that_an_older_grader_began_is_shown_and_timed(zone, course):
    journal = Journal(CourseDir(course).records)
    progress = Progress(journal.db, coursework.ASSIGNMENT)
    progress.begin(2)
    began = datetime.now().isoformat(" ", "milliseconds")
    with journal.transaction() as db:
        db.execute(update(Run).values(began=began))
    progress.finish()
    batch = read_figures(CourseDir(course), coursework.ASSIGNMENT).batch
    assert near(batch.began) and -1 < batch.seconds < 3600


def test_what_was_saved_stays_in_its_order_when_the_clock_of_the_records_changes(course):
    journal = Journal(CourseDir(course).records)
    records = ReviewRecords(journal.db)
    with sqlite3.connect(journal.path) as db:
        later = "2999-01-01 00:00:00"
        db.execute(
            "INSERT INTO saved (at, assignment, student, grader) VALUES (?, ?, 's1', 'before')", (later, coursework.ASSIGNMENT)
        )
    records.note_saved(coursework.ASSIGNMENT, "s1", "after", "b", "c", 3, None, (None, 0), (2, 0), True, "key")
    assert [row.reviewer for row in records.saved(coursework.ASSIGNMENT)] == ["before", "after"]
