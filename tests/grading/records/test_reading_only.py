"""Reading never takes a write lock: what only shows does so on a read-only file system and while another program writes.

The other program and the reader are processes of their own, the reader in a namespace where the course is mounted read-only.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from cells_here import CellsHere
from coursework import ASSIGNMENT, answered, query, submit

from grading.messages.reporter import Reporter
from grading.pipeline.run import autograde
from grading.records.context import open_assignment
from grading.review.review_queue import sample

# Each command that only shows, and what it must say of the course below.
SHOWING = {
    "status": "noted by the writer",
    "review": "1 of 1 reviews are done",
    "raters": "no submission of ps1 has been reviewed by two people yet",
    "dashboard": "noted by the writer",
    "export": "not graded: noted by the writer",
}
LOOK = """
import json, sys
from pathlib import Path
from typer.testing import CliRunner
from grading.__main__ import app
said = {}
for command in sys.argv[3:]:
    grades = Path(sys.argv[2]).with_suffix(".csv")
    more = ["--output", str(grades)] if command == "export" else []
    done = CliRunner().invoke(app, [command, sys.argv[1], "--course-dir", sys.argv[2], *more])
    said[command] = done.exit_code, done.output + (grades.read_text() if more and not done.exit_code else "")
print(json.dumps(said))
"""
NOTE = "INSERT OR REPLACE INTO missed VALUES ('ps1', 'ben', 'noted by the writer')"
# {end}: what the writer does after its first commit.
WRITER = """
import os, signal, sqlite3, sys
books = [sqlite3.connect(path, isolation_level=None) for path in sys.argv[1:]]
books[1].execute("PRAGMA wal_autocheckpoint = 0")
books[1].execute({note!r})
{end}
print("ready", flush=True)
sys.stdin.read()
"""
ENDS = {
    "gone": "[book.close() for book in books]",
    "killed": "print('ready', flush=True); os.kill(os.getpid(), signal.SIGKILL)",
    "writing": """for book, change in zip(books, ("UPDATE grade SET manual_score = 1", "DELETE FROM missed")):
    book.execute("BEGIN IMMEDIATE"); book.execute(change)""",
}


@pytest.fixture(scope="module")
def reviewed_once(course_once, tmp_path_factory):
    """Two submissions; of the one in the sample a person has taken the mark away since."""
    root = shutil.copytree(course_once, tmp_path_factory.mktemp("reviewed") / "course")
    for student in ("ada", "ben"):
        submit(root, student, answered())
    with pytest.MonkeyPatch.context() as patch, open_assignment(
        root, ASSIGNMENT, Reporter(lambda _: None), critical=True, review_rate=0.5
    ) as context:
        patch.setattr("grading.pipeline.run.executor_for", lambda *_: CellsHere())
        autograde(context)
        assert len(sample(context)) == 1
    query(root, "UPDATE grade SET needs_manual_grade = 0")
    return root


@pytest.fixture
def reviewed(reviewed_once, tmp_path):
    return shutil.copytree(reviewed_once, tmp_path / "course")


@pytest.fixture
def writer(reviewed):
    """Start the program that writes, up to the named end."""
    begun = []

    def start(end: str):
        course = reviewed
        text = WRITER.format(note=NOTE, end=ENDS[end])
        command = [sys.executable, "-c", text, course / "gradebook.db", course / ".grading" / "grading.db"]
        begun.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        assert begun[0].stdout.readline() == "ready\n"
        if end == "killed":
            begun[0].wait(30)

    yield start
    for process in begun:
        process.communicate("", timeout=30)


def read_only(course, *command) -> subprocess.CompletedProcess:
    """Run the command where the course is mounted read-only."""
    mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    return run(*alone, "sh", "-c", mount, course, *command)


def run(*command) -> subprocess.CompletedProcess:
    wide = os.environ | {"COLUMNS": "300"}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=wide)


def contents(course) -> dict:
    return {path.name: path.read_bytes() for path in [course / "gradebook.db", *(course / ".grading").glob("grading.db*")]
            if not path.name.endswith("-shm")}  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("mounted", ["read-only", "as ever"])
def test_what_only_shows_does_so_whatever_another_program_does(reviewed, writer, end, mounted):
    course = reviewed
    writer(end)
    before = contents(course)
    command = [sys.executable, "-c", LOOK, ASSIGNMENT, course, *SHOWING]
    done = read_only(course, *command) if mounted == "read-only" else run(*command)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    for name, words in SHOWING.items():
        code, text = said[name]
        assert code == 0 and " ".join(words.split()) in " ".join(text.split()), (name, text)
    if end != "killed" or mounted == "read-only":  # else who closes last puts the log of who was killed into the file
        assert contents(course) == before


def test_who_changes_something_is_told_that_it_may_only_be_read(reviewed):
    command = [sys.executable, "-c", LOOK, ASSIGNMENT, reviewed, "sample"]
    done = read_only(reviewed, *command)
    code, text = json.loads(done.stdout.splitlines()[-1])["sample"]
    assert code == 3 and "ead-only file system" in text and "Traceback" not in text


def test_records_of_an_older_grader_are_not_called_damaged_where_they_may_only_be_read(reviewed):
    course = reviewed
    with contextlib.closing(sqlite3.connect(course / ".grading" / "grading.db", isolation_level=None)) as records:
        records.execute("DROP TABLE grading_version")
    done = read_only(course, sys.executable, "-c", LOOK, ASSIGNMENT, course, "status")
    code, text = json.loads(done.stdout.splitlines()[-1])["status"]
    assert code == 3 and "grading.db may only be read here (they are an older version's" in text


@pytest.mark.parametrize("missing", ["gradebook.db", ".grading/grading.db"])
def test_a_database_that_is_not_there_is_named_where_it_cannot_be_made(reviewed, missing):
    (reviewed / missing).unlink()
    done = read_only(reviewed, sys.executable, "-c", LOOK, ASSIGNMENT, reviewed, "status")
    code, text = json.loads(done.stdout.splitlines()[-1])["status"]
    assert code == 3 and f"{missing} cannot be used: unable to open" in text


def test_a_commit_is_waited_for_where_the_gradebook_may_only_be_read(reviewed):
    """In the middle of a commit half of it is in the file: reading must see the lock, though it cannot take one."""
    course = reviewed
    held = subprocess.Popen(
        [sys.executable, "-c", "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); "
         "db.execute('BEGIN EXCLUSIVE'); print('ready', flush=True); sys.stdin.read()", course / "gradebook.db"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert held.stdout.readline() == "ready\n"
    look = (
        "import sys; from pathlib import Path; from grading.course.directory import CourseDir; "
        "from grading.records.gradebook import Gradebook\n"
        "with Gradebook(CourseDir(Path(sys.argv[1])), wait_seconds=0.2).reading() as db: db.connection()"
    )
    done = read_only(course, sys.executable, "-c", look, course)
    held.communicate("", timeout=30)
    assert "DatabaseLocked: the gradebook" in done.stderr and f"by process {held.pid} " in done.stderr, done
