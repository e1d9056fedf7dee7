"""The grader's records and nbgrader's gradebook on a real PostgreSQL: the same grades, reviews and sentences as in files."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cells_here import CellsHere
from coursework import ASSIGNMENT, answered, changed, submit
from postgresql import PROGRAMS, server
from sqlalchemy import create_engine, inspect, make_url, text

from grading.course.directory import CourseDir
from grading.errors import DatabaseLocked, DatabaseOfNewerGrader, DatabaseReadOnly, DatabaseUnusable
from grading.export.rows import export_rows
from grading.formgrader.dashboard.figures import read_figures
from grading.messages.reporter import Reporter
from grading.pipeline import run as batch
from grading.records.context import open_assignment
from grading.records.database import Database
from grading.records.gradebook import Gradebook
from grading.records.journal import Journal
from grading.records.review_records import ReviewRecords
from grading.records.tables import REVISION, Base
from grading.records.upgrade import VERSION_TABLE
from grading.review.overview import review_rows
from grading.review.review_queue import sample

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not PROGRAMS, reason="needs Debian's package postgresql")]


@pytest.fixture(scope="module")
def address():
    with server() as address:
        yield address


@pytest.fixture
def url(address, request):
    """A database of this test's own."""
    name = f"t{abs(hash(request.node.nodeid))}"
    engine = create_engine(address.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(address.format(name))


@pytest.fixture
def on_server(course, url, monkeypatch):
    """A course whose two databases are one on the server."""
    plain = url.render_as_string(hide_password=False)
    monkeypatch.setenv("GRADING_DATABASE_URL", plain)
    (course / "gradebook.db").unlink()
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {plain!r}\n")
    return course


def grade(course, monkeypatch):
    """Grade three submissions, one of them twice, draw the sample, and let a person give points; what is recorded then."""
    monkeypatch.setattr("grading.pipeline.run.executor_for", lambda *_: CellsHere())
    right = answered()
    for student, notebook in {"ada": right, "ben": changed(right, add="def add(a, b): return 0"), "cy": "no notebook"}.items():
        submit(course, student, notebook)
    with open_assignment(course, ASSIGNMENT, Reporter(lambda _: None), critical=True, review_rate=0.5) as context:
        batch.autograde(context)
        submit(course, "ben", changed(right, why="Because."), stamp="2026-03-02 10:00:00.000000 UTC")
        batch.autograde(context)
        sample(context, ["tess", "tom"])
        with context.gradebook.transaction() as db:
            for student, row in context.gradebook.submissions(db, ASSIGNMENT).items():
                for each in row.notebooks[0].grades if student == "ben" else ():
                    each.manual_score, each.needs_manual_grade = 2.0, False
        rows = export_rows(context)
        journal = context.journal
        records = ReviewRecords(journal.db)
        recorded = {student: (row.fingerprint, row.score, row.max_score, row.state, row.reasons)
                    for student, row in journal.graded(ASSIGNMENT).items()}
        answers = {student: journal.answers(ASSIGNMENT, student) for student in recorded}
        reviews = {s: (row.band, row.cell, row.state) for s, row in journal.reviews(ASSIGNMENT).items()}
        slots = [(row.slot, row.reviewer, row.outcome) for row in review_rows(context)]
        doubles = {student: row.state for student, row in records.double_reviews(ASSIGNMENT).items()}
    figures = read_figures(CourseDir(course), ASSIGNMENT)
    seen = figures.states, figures.reviews, figures.waits, figures.unread, figures.histogram, figures.cells, figures.flagged
    return rows, recorded, answers, reviews, slots, doubles, seen


def test_a_class_is_graded_as_in_files(course_once, on_server, tmp_path, monkeypatch):
    found = grade(on_server, monkeypatch)
    assert not (on_server / "gradebook.db").exists() and not list((on_server / ".grading").glob("grading.db*"))
    monkeypatch.delenv("GRADING_DATABASE_URL")
    in_files = shutil.copytree(course_once, tmp_path / "in_files")
    (on_server / ".grading" / "salt").exists() and shutil.copy(on_server / ".grading" / "salt", in_files / ".grading" / "salt")
    assert found == grade(in_files, monkeypatch)


def test_the_migrations_make_the_tables_of_the_models(url):
    db = Database(url)
    options = {"include_name": lambda name, kind, _: (kind, name) != ("table", VERSION_TABLE.name)}
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
        assert connection.scalar(text("SELECT version_num FROM grading_version")) == REVISION
    db.close()


def test_who_opens_new_records_at_once_makes_them_once(url):
    with ThreadPoolExecutor(4) as pool:
        for journal in pool.map(lambda _: Journal(url), range(4)):
            assert journal.graded(ASSIGNMENT) == {}
            journal.close()


def test_rows_keep_their_order(url):
    journal = Journal(url)
    records = ReviewRecords(journal.db)
    for grader in ("tom", "tess", "tom"):
        records.put_score(ASSIGNMENT, "ada", grader, "b", "c", 1, None, 4)
    assert [row.reviewer for row in records.scores(ASSIGNMENT)] == ["tess", "tom"]
    assert journal.discard(ASSIGNMENT, "ada", ["z", "a"]) == ["z", "a"]
    assert journal.discard(ASSIGNMENT, "ada", ["m", "a"]) == ["z", "a", "m"]


def test_what_students_may_write_can_be_kept(url):
    journal = Journal(url)
    journal.note_failure(ASSIGNMENT, "ada", "a file named \0.txt")
    assert journal.failures(ASSIGNMENT) == {"ada": "a file named \N{REPLACEMENT CHARACTER}.txt"}
    journal.note_collected(ASSIGNMENT, "ada", "", ["\0 and \ud800"])
    assert journal.collected(ASSIGNMENT) == {"ada": ["\0 and \ud800"]}


def test_a_writer_is_waited_for_and_reading_waits_for_nobody(url):
    journal, other = Journal(url, wait_seconds=0.3), Journal(url)
    with other.transaction():
        other.note_failure(ASSIGNMENT, "ada", "x")
        assert journal.failures(ASSIGNMENT) == {}
        with pytest.raises(DatabaseLocked, match=r"the grader's records postgresql://grader:\*\*\*@/.* was locked for 0.3 s"):
            journal.note_failure(ASSIGNMENT, "ben", "x")
    assert journal.failures(ASSIGNMENT) == {"ada": "x"}


def test_the_gradebook_and_the_records_do_not_wait_for_each_other(on_server):
    course = CourseDir(on_server)
    said, told = [], threading.Event()
    gradebook, journal = Gradebook(course, print), Journal(course.records_place, wait_seconds=0.3)
    with gradebook.transaction() as context:
        context.connection()
        journal.note_failure(ASSIGNMENT, "ada", "x")
    second = Gradebook(course, lambda text: (said.append(text), told.set()))
    with gradebook.transaction() as context:
        context.connection()
        waits = threading.Thread(target=lambda: second.ensure_students(["ada"]))
        waits.start()
        assert told.wait(30) and "waiting for the gradebook postgresql://grader:***@/" in said[0]
    waits.join()
    with gradebook.reading() as context:
        assert context.query(gradebook.models.Student).count() == 1


def test_who_only_reads_writes_nothing(on_server):
    gradebook = Gradebook(CourseDir(on_server))
    with pytest.raises(DatabaseReadOnly, match="may only be read here"), gradebook.reading() as context:
        context.add(gradebook.models.Student(id="ada"))


def test_a_server_that_does_not_answer_is_named_without_the_password(address, tmp_path):
    for place in (address.format("none"), f"postgresql://grader:secret@/x?host={tmp_path}"):
        with pytest.raises(DatabaseUnusable, match="cannot be used") as found:
            Journal(make_url(place))
        assert "secret" not in str(found.value)


def test_records_of_a_newer_grader_are_left_alone(url):
    Journal(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE grading_version SET version_num = '9999'"))
    with pytest.raises(DatabaseOfNewerGrader, match=r"\(revision 9999\)"):
        Journal(url)
    assert "graded" in inspect(engine).get_table_names()
    engine.dispose()
