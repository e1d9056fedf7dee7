"""What a database's refusal means is read from its code: one mapping for every read and write, of both databases."""

import errno
import sqlite3

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, OperationalError
from typer.testing import CliRunner

from grading.__main__ import app
from grading.course.directory import CourseDir
from grading.errors import DatabaseDamaged, DatabaseLocked, DatabaseUnusable, DiskFull
from grading.formgrader.requests.checks import sentence, status_of
from grading.records.gradebook import Gradebook
from grading.records.journal import Journal
from grading.records.tables import Failure, Run


@pytest.fixture
def gradebook(course):
    return Gradebook(CourseDir(course), say=lambda text: None)


def test_a_missing_column_is_not_called_a_lock(gradebook):
    """The query's text has a column named `locked`."""
    with pytest.raises(DatabaseUnusable, match="no such column: nonsense") as found, gradebook.reading() as db:
        db.connection().exec_driver_sql("SELECT locked, nonsense FROM source_cell")
    assert type(found.value) is DatabaseUnusable and found.value.path == gradebook.path


def test_formgrader_says_of_a_full_disk_that_nothing_was_saved(tmp_path):
    with sqlite3.connect(tmp_path / "small.db") as small, pytest.raises(sqlite3.OperationalError) as of_sqlite:
        small.execute("PRAGMA max_page_count = 1")
        small.execute("CREATE TABLE points (given REAL)")
    wrapped = OperationalError("INSERT", {}, of_sqlite.value)
    for error in (of_sqlite.value, wrapped, OSError(errno.ENOSPC, "No space left on device"), DiskFull("no room")):
        told = {"exc_info": (type(error), error, None)}
        assert status_of(500, told) == 507 and "disk is full: nothing was saved" in sentence(507, told)
    assert status_of(500, {"exc_info": (ValueError, ValueError("disk full"), None)}) == 500 and status_of(404, {}) == 404


def test_reading_waits_for_nobody_who_writes_and_writes_nothing(gradebook):
    with gradebook.transaction() as writing, gradebook.reading() as reading:
        writing.add(gradebook.models.Student(id="ada"))
        writing.flush()
        assert reading.query(gradebook.models.Student).count() == 0
    with pytest.raises(DatabaseUnusable, match="readonly"), gradebook.reading() as reading:
        reading.add(gradebook.models.Student(id="bob"))


def test_a_fault_of_one_row_is_no_fault_of_the_database(course):
    journal = Journal(CourseDir(course).records)
    with pytest.raises(IntegrityError), journal.transaction() as db:
        db.execute(insert(Run), [{"assignment": "a"}, {"assignment": "a"}])
    assert journal.db.all(select(Run)) == []


def test_locked_records_are_named_with_who_holds_them(course):
    journal = Journal(CourseDir(course).records, wait_seconds=0.1)
    with sqlite3.connect(journal.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked, match=r"grading.db was locked for 0.1 s by process \d+"):
            journal.note_failure("ps1", "ada", "x")
        assert journal.failures("ps1") == {}  # reading goes on
        other.execute("ROLLBACK")


@pytest.mark.parametrize("command", ["status", "export", "review", "sample", "autograde", "dashboard"])
def test_damaged_records_are_named_by_every_command(course, command):
    Journal(CourseDir(course).records).close()
    (course / ".grading" / "grading.db").write_bytes(b"no database" * 1000)
    said = CliRunner().invoke(app, [command, "ps1", "--course-dir", str(course)])
    assert said.exit_code == 3 and "grading.db" in said.stderr and "Traceback" not in said.stderr


def test_damage_in_the_middle_of_a_table_is_named_too(course):
    journal = Journal(CourseDir(course).records)
    with journal.transaction() as db:
        db.add_all(Failure(assignment="ps1", student=str(n), reason="x" * 500) for n in range(500))
    journal.close()
    path = course / ".grading" / "grading.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 2))
    with pytest.raises(DatabaseDamaged, match="bring it back from a backup"):
        Journal(CourseDir(course).records).failures("ps1")
