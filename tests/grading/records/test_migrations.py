"""Records of every earlier version are brought to this one when they are opened, and nothing is lost on the way."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from grading.errors import DatabaseOfNewerGrader, DatabaseUnusable
from grading.records.database import Database
from grading.records.journal import Journal
from grading.records.review_records import ReviewRecords
from grading.records.tables import REVISION, Base
from grading.records.upgrade import VERSION_TABLE, migrations

# What the first graders made, and the last one that knew no revisions.
FIRST = """
CREATE TABLE graded (assignment TEXT, student TEXT, key TEXT, score REAL, max_score REAL, state TEXT, reasons TEXT,
    seconds REAL, PRIMARY KEY (assignment, student));
CREATE TABLE saved (at TEXT, assignment TEXT, student TEXT, grader TEXT, notebook TEXT, cell TEXT, maximum REAL, auto REAL,
    before REAL, after REAL, waited INTEGER, key TEXT);
INSERT INTO graded VALUES ('ps1', 'ada', 'k', 7, 10, 'graded', '[]', 1.5);
INSERT INTO saved VALUES ('2026-03-01 10:00:00', 'ps1', 'ada', 'tess', 'b', 'c', 2, 0, 0, 1, 1, 'key');
"""
LAST = """
CREATE TABLE saved (at TEXT, assignment TEXT, student TEXT, grader TEXT, notebook TEXT, cell TEXT,
    maximum REAL, auto REAL, before REAL, after REAL, waited INTEGER, key TEXT, extra_before REAL, extra_after REAL);
CREATE INDEX saved_by_student ON saved (assignment, student);
CREATE TABLE intent (assignment TEXT, student TEXT, notebook TEXT, cell TEXT, digest TEXT, saves INTEGER,
    PRIMARY KEY (assignment, student, notebook, cell));
CREATE TABLE ballot (assignment TEXT, student TEXT, grader TEXT, notebook TEXT, cell TEXT,
    points REAL, extra REAL, maximum REAL, at TEXT, PRIMARY KEY (assignment, student, grader, notebook, cell));
CREATE TABLE discarded (assignment TEXT, student TEXT, note TEXT, PRIMARY KEY (assignment, student, note));
INSERT INTO saved (rowid, assignment, student, grader, notebook, cell) VALUES
    (3, 'ps1', 'ada', 'tess', 'b', 'c'), (8, 'ps1', 'ada', 'tom', 'b', 'c');
INSERT INTO intent VALUES ('ps1', 'ada', 'b', 'c', 'of the second', 7), ('ps1', 'ada', 'b', 'd', 'other', 8);
INSERT INTO ballot (rowid, assignment, student, grader, notebook, cell, points) VALUES
    (5, 'ps1', 'ada', 'tess', 'b', 'c', 1), (2, 'ps1', 'ada', 'tom', 'b', 'c', 2);
INSERT INTO discarded (rowid, assignment, student, note) VALUES (4, 'ps1', 'ada', 'a'), (1, 'ps1', 'ada', 'z');
"""


def made(folder, script):
    with sqlite3.connect(folder / "grading.db") as db:
        db.executescript(script)
    return folder


def differences(db: Database) -> list:
    """Between the tables and the models. Columns of old primary keys may be NULL in SQLite, and none is."""
    options = {"include_name": lambda name, kind, _: (kind, name) != ("table", VERSION_TABLE.name)}
    with db.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    return [one for one in found if not (isinstance(one, list) and one[0][0] == "modify_nullable")]


@pytest.mark.parametrize("script", ["", FIRST, LAST], ids=["new", "first", "last"])
def test_records_of_any_version_get_the_tables_of_the_models(tmp_path, script):
    db = Database(made(tmp_path, script) if script else tmp_path)
    assert differences(db) == [] and upgraded_to(tmp_path) == REVISION


def upgraded_to(folder):
    with sqlite3.connect(folder / "grading.db") as db:
        return db.execute("SELECT version_num FROM grading_version").fetchone()[0]


def test_the_models_name_the_newest_revision():
    assert ScriptDirectory.from_config(migrations()).get_current_head() == REVISION


def test_the_first_grader_s_rows_stay(tmp_path):
    journal = Journal(made(tmp_path, FIRST))
    assert journal.graded("ps1")["ada"].score == 7
    (saved,) = ReviewRecords(journal.db).saved("ps1")
    assert (saved.reviewer, saved.after, saved.extra_after) == ("tess", 1, None)


def test_rows_keep_their_order_and_what_refers_to_them(tmp_path):
    journal = Journal(made(tmp_path, LAST))
    records = ReviewRecords(journal.db)
    assert [row.reviewer for row in records.scores("ps1")] == ["tom", "tess"]
    assert journal.discard("ps1", "ada", ["m", "a"]) == ["z", "a", "m"]
    # The second save was after the first intent and not after the second.
    assert journal.answers_before("ps1", "ada", None) == {("b", "c"): "of the second"}
    records.put_score("ps1", "ada", "tom", "b", "c", 3, None, 4)
    assert [row.reviewer for row in records.scores("ps1")] == ["tess", "tom"]


def test_the_file_of_before_is_kept_whole(tmp_path):
    Journal(made(tmp_path, LAST)).close()
    copy = tmp_path / f"grading.db.before-{REVISION}"
    with sqlite3.connect(copy) as db:
        assert db.execute("SELECT count(*) FROM ballot").fetchone() == (2,)
        assert db.execute("SELECT name FROM sqlite_master WHERE name = 'grading_version'").fetchall() == []
    assert copy.stat().st_mode & 0o777 == 0o600
    before = copy.read_bytes()
    Journal(tmp_path).close()  # there is nothing to migrate any more
    assert copy.read_bytes() == before


def test_new_records_leave_no_copy(tmp_path):
    Journal(tmp_path).close()
    assert [path.name for path in tmp_path.iterdir()] == ["grading.db"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path):
    script = LAST.replace("CREATE TABLE ballot", "CREATE TABLE ballot_new (a TEXT); CREATE TABLE ballot")
    made(tmp_path, script)
    with sqlite3.connect(tmp_path / "grading.db") as db:
        before = list(db.iterdump())
    with pytest.raises(DatabaseUnusable, match="ballot_new already exists"):
        Journal(tmp_path)
    with sqlite3.connect(tmp_path / "grading.db") as db:
        assert list(db.iterdump()) == before


def test_two_that_open_old_records_at_once_migrate_them_once(tmp_path):
    made(tmp_path, LAST)
    with ThreadPoolExecutor(4) as pool:
        found = [journal.answers_before("ps1", "ada", None) for journal in pool.map(lambda _: Journal(tmp_path), range(4))]
    assert found == [{("b", "c"): "of the second"}] * 4


def test_records_of_a_newer_grader_are_left_alone(tmp_path):
    Journal(tmp_path).close()
    with sqlite3.connect(tmp_path / "grading.db") as db:
        db.execute("UPDATE grading_version SET version_num = '9999'")
    with pytest.raises(DatabaseOfNewerGrader, match=r"grading.db were written by a newer version .* \(revision 9999\)"):
        Journal(tmp_path)
    assert upgraded_to(tmp_path) == "9999"
