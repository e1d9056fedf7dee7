"""Times as people read them: in the time zone of course.yml, on our pages, in messages and on nbgrader's alike."""

import json
import shutil
from datetime import UTC, datetime

import coursework
import pytest
import yaml
from coursework import ASSIGNMENT

from curriculum.course import COURSE_FILE
from grading.course.directory import CourseDir
from grading.formgrader.dashboard.figures import read_figures
from grading.formgrader.dashboard.page import page
from grading.formgrader.dashboard.records import due_dates
from grading.formgrader.requests.course_api import CourseAPI
from grading.records.clock import shown
from grading.records.lock import assignment_lock, holder


@pytest.fixture
def berlin(tmp_path, monkeypatch):
    """A course in Berlin, on a machine in UTC."""
    file = tmp_path / "berlin.yml"
    file.write_text(yaml.safe_dump(yaml.safe_load(COURSE_FILE.read_text()) | {"timezone": "Europe/Berlin"}))
    monkeypatch.setenv("TINYTORCH_COURSE_FILE", str(file))
    return file


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
        (lock,) = [path for path in (course / ".grading").rglob("*") if path.is_file() and '"since"' in path.read_text()]
        lock.write_text(json.dumps(json.loads(lock.read_text()) | {"since": "2026-03-01 10:00:00+00:00"}))
        assert holder(course / ".grading", ASSIGNMENT).endswith("since 2026-03-01 11:00:00 CET")


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
