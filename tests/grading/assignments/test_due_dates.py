"""One source of due dates: the calendar of course.yml; the gradebook, which formgrader shows, is told by it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import coursework
import pytest
from coursework import ASSIGNMENT

from curriculum.course import load_course
from grading import settings as grading_settings
from grading.assignments.registration import ensure_due_date
from grading.formgrader.dashboard.records import due_dates

DUE = datetime(2026, 9, 15, 23, 59, tzinfo=ZoneInfo("Europe/Berlin"))
OLD = "2026-03-01 13:30:00.000000"


def typed_in_formgrader(course):
    with coursework.sqlite3.connect(course / "gradebook.db") as db:
        db.execute("UPDATE assignment SET duedate = ?", (OLD,))


@pytest.mark.parametrize(("due", "stored"), [(DUE, "2026-09-15 21:59:00.000000"), (None, None)])
def test_a_modules_due_date_is_the_calendars_in_utc(course, opened, due, stored):
    typed_in_formgrader(course)
    with opened(course, module=1, due=due) as context:
        ensure_due_date(context.gradebook, ASSIGNMENT, context.settings)
    assert coursework.query(course, "SELECT duedate FROM assignment") == [(stored,)]
    assert due_dates(context.course) == {ASSIGNMENT: "2026-09-15 21:59 UTC" if due else ""}


def test_an_assignment_that_is_no_module_keeps_its_own(course, opened):
    typed_in_formgrader(course)
    with opened(course) as context:
        ensure_due_date(context.gradebook, ASSIGNMENT, context.settings)
    assert coursework.query(course, "SELECT duedate FROM assignment") == [(OLD,)]


def test_the_setting_is_what_students_are_told(monkeypatch):
    """tito reads the same entry of the same file."""
    course = load_course()
    window = course.window("01").model_copy(update={"due": DUE})
    object.__setattr__(course, "calendar", {"01_tensor": window})
    monkeypatch.setattr("curriculum.course.load_course", lambda *_: course)
    assert grading_settings.settings_for("01_tensor").due == DUE
