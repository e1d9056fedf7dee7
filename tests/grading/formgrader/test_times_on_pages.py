"""Times as people read them: in the time zone of course.yml, on our pages, in messages and on nbgrader's alike."""

import csv
import io
import json
import shutil
from datetime import UTC, datetime

import coursework
import pytest
from coursework import ASSIGNMENT
from rich.console import Console

from grading.course.directory import CourseDir
from grading.export.csv_file import export
from grading.formgrader.dashboard.figures import BatchFigures, read_figures
from grading.formgrader.dashboard.page import page
from grading.formgrader.dashboard.records import due_dates
from grading.formgrader.dashboard.terminal import view
from grading.formgrader.requests.course_api import CourseAPI
from grading.records.clock import for_files, shown, shown_record
from grading.records.lock import assignment_lock, holder


@pytest.mark.parametrize(("at", "text"), [
    (datetime(2026, 1, 15, 23, 30), "2026-01-16 00:30:00 CET"),
    (datetime(2026, 7, 15, 10, tzinfo=UTC), "2026-07-15 12:00:00 CEST"),
    (datetime(2026, 10, 25, 0, 30), "2026-10-25 02:30:00 CEST"),
    (datetime(2026, 10, 25, 1, 30), "2026-10-25 02:30:00 CET"),
])
def test_a_time_is_shown_in_the_course_s_zone(berlin, at, text):
    assert shown(at) == text


def test_a_zone_that_was_changed_is_followed(berlin):
    at = datetime(2026, 7, 15, 10)
    assert shown(at).endswith(" CEST")
    berlin.write_text(berlin.read_text().replace("Europe/Berlin", "Asia/Tokyo"))
    assert shown(at) == "2026-07-15 19:00:00 JST"


def test_without_a_course_it_is_utc(tmp_path, monkeypatch):
    monkeypatch.setenv("TINYTORCH_COURSE_FILE", str(tmp_path / "none.yml"))
    assert shown(datetime(2026, 7, 15, 10)) == "2026-07-15 10:00:00 UTC"


def test_the_dashboard_shows_it(berlin, course):
    with coursework.sqlite3.connect(course / "gradebook.db") as db:
        db.execute("UPDATE assignment SET duedate = '2026-09-15 21:59:00.000000'")
    assert due_dates(CourseDir(course)) == {ASSIGNMENT: "2026-09-15 23:59 CEST"}
    figures = read_figures(CourseDir(course), ASSIGNMENT)
    figures.at = "2026-03-01 10:00:00+00:00"
    assert "As of 2026-03-01 11:00:00 CET." in page(figures)
    with assignment_lock(course / ".grading", ASSIGNMENT):
        (lock,) = (course / ".grading").rglob("*.lock")
        lock.write_text(json.dumps(json.loads(lock.read_text()) | {"since": "2026-03-01 10:00:00+00:00"}))
        assert holder(course / ".grading", ASSIGNMENT).endswith("since 2026-03-01 11:00:00 CET")


@pytest.mark.parametrize(("at", "text"), [
    (datetime(2026, 1, 15, 23, 30, 5, 123456), "2026-01-16T00:30:05+01:00"),
    (datetime(2026, 7, 15, 10, tzinfo=UTC), "2026-07-15T12:00:00+02:00"),
    (None, ""),
])
def test_in_files_it_is_iso_8601_in_seconds_with_the_zone(berlin, at, text):
    assert for_files(at) == text


@pytest.mark.parametrize(("recorded", "text"), [
    ("2026-03-01 10:00:00+00:00", "2026-03-01 11:00:00 CET"), ("", ""), (None, ""), ("long ago", "long ago"),
])
def test_a_recorded_time_is_told_in_it(berlin, recorded, text):
    assert shown_record(recorded) == text


def test_the_csv_has_it(berlin, course, right, autograde, opened, tmp_path):
    coursework.submit(course, "s1", right, stamp="2026-03-05 10:00:00.987654 UTC")
    autograde(course)
    with opened(course) as context:
        export(context, tmp_path / "grades.csv")
    (row,) = [row for row in csv.DictReader((tmp_path / "grades.csv").open()) if row["student_id"] == "s1"]
    assert row["timestamp"] == "2026-03-05T11:00:00+01:00"


def test_the_terminal_shows_it(berlin, course):
    figures = read_figures(CourseDir(course), ASSIGNMENT)
    figures.at = "2026-03-01 10:00:00+00:00"
    figures.batch = BatchFigures("2026-03-01 09:00:00+00:00", 2, 2, 3.0)
    console = Console(file=io.StringIO(), width=160)
    console.print(view(figures))
    text = console.file.getvalue()
    assert "2026-03-01 11:00:00 CET" in text and "2026-03-01 10:00:00 CET" in text and "+00:00" not in text


def test_formgrader_s_lists_show_it(berlin, course, right):
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    shutil.rmtree(course / "submitted", ignore_errors=True)
    coursework.submit(course, "s1", right, stamp="2026-03-05 10:00:00 UTC")
    with coursework.sqlite3.connect(course / "gradebook.db") as db:
        db.execute("UPDATE assignment SET duedate = '2026-09-15 21:59:00.000000'")
    config = Config()
    config.CourseDirectory.root = str(course)
    asked = CourseAPI(CourseDirectory(config=config), config=config)
    row = asked.get_assignment(ASSIGNMENT)
    assert (row["display_duedate"], row["duedate_notimezone"]) == ("2026-09-15 23:59:00 CEST", "2026-09-15T23:59:00")
    assert [each["display_timestamp"] for each in asked.get_submissions(ASSIGNMENT)] == ["2026-03-05 11:00:00 CET"]
