"""Configuration files are programs: one that a student or formgrader can write is never executed by a trusted process.

Each attack leaves a file named after the place it was read from.
"""

import os
import sqlite3
import subprocess

import pytest
import requests
from coursework import ASSIGNMENT, BOOK, answered, submit
from formgrader_server import HEADER, FormgraderServer

from grading.course.directory import CourseDir
from grading.messages.reporter import Reporter
from grading.records.context import open_assignment
from grading.records.relocation import move_records

STAFF = f"tinytorch-staff:{os.environ.get('TINYTORCH_TAG', 'latest')}"


def bait(folder, marks, name="nbgrader_config.py"):
    """A configuration file in `folder` that leaves a mark when it is executed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"open({str(marks / str(folder).replace('/', '+'))!r}, 'a').write('{name} ')\n")
    return folder


@pytest.fixture
def marks(tmp_path):
    (tmp_path / "marks").mkdir()
    return tmp_path / "marks"


@pytest.fixture
def site(tmp_path):
    """A classroom's own configuration."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'classroom'\n")
    return folder


def test_no_address_of_formgrader_executes_a_configuration_file(course, marks, site, tmp_path):
    submit(course, "mallory", answered())
    handed_in = bait(course / "submitted" / "mallory" / ASSIGNMENT, marks)
    places = [bait(course, marks), bait(tmp_path / ".jupyter", marks), bait(tmp_path / "elsewhere", marks)]
    bait(tmp_path / "elsewhere", marks, "sitecustomize.py")
    bait(tmp_path / ".jupyter", marks, "jupyter_config.py")
    server = FormgraderServer(course, tmp_path, site=site, cwd=tmp_path / "elsewhere").start()
    try:
        for address in ("", "/", "/manage_assignments", f"/gradebook/{ASSIGNMENT}/{BOOK}"):
            for name in ("path", "root", "config", "config_dir", "course_dir", "config_file"):
                for place in (handed_in, *places):
                    answer = requests.get(
                        f"{server.url}/formgrader{address}", params={name: str(place)}, headers={HEADER: "tess"},
                        allow_redirects=False, timeout=30,
                    )
                    assert answer.status_code in (200, 302)
        home = requests.get(f"{server.url}/formgrader", params={"path": str(handed_in)}, headers={HEADER: "tess"}, timeout=30)
        assert home.url.endswith("/formgrader/manage_assignments") and home.ok
    finally:
        server.stop()
    assert [mark.name for mark in marks.iterdir()] == []
    assert "nbgrader_config.py is ignored" in (tmp_path / "formgrader.log").read_text()


def test_a_path_in_the_address_is_followed_by_no_formgrader(course, marks, tmp_path):
    """Also not by one over a plain course on somebody's own machine."""
    place = bait(course / "submitted" / "mallory" / ASSIGNMENT, marks)
    server = FormgraderServer(course, tmp_path).start()
    try:
        requests.get(f"{server.url}/formgrader", params={"path": str(place)}, headers={HEADER: "tess"}, timeout=30)
    finally:
        server.stop()
    assert list(marks.iterdir()) == []


def test_the_graders_configuration_is_the_sites_and_the_courses_own_is_named_and_left_alone(course, marks, site, monkeypatch):
    bait(course, marks)
    (course / "nbgrader_config.json").write_text('{"CourseDirectory": {"course_id": "stolen"}}')
    monkeypatch.setenv("GRADING_CONFIG_DIR", str(site))
    said = []
    with open_assignment(course, ASSIGNMENT, Reporter(said.append)) as context:
        assert context.course.course_id == "classroom"
    assert list(marks.iterdir()) == []
    assert [line.split(" is ignored")[0] for line in said] == [
        str(course / "nbgrader_config.py"), str(course / "nbgrader_config.json"),
    ]
    assert "delete this file" in said[0]


def test_a_plain_course_keeps_its_own_configuration(course, monkeypatch):
    monkeypatch.delenv("GRADING_CONFIG_DIR", raising=False)
    assert CourseDir(course).course_id == "plain" and CourseDir(course).ignored_configuration() == []


@pytest.mark.docker
def test_the_graders_image_reads_configuration_and_code_from_itself_alone(course):
    """Everything that Python, Jupyter, IPython and nbgrader would pick up on their own from the course as working directory."""
    for folder in (course, course / ".jupyter", course / ".local/etc/jupyter", course / ".ipython/profile_default/startup"):
        for name in ("nbgrader_config.py", "jupyter_config.py", "jupyter_server_config.py", "sitecustomize.py",
                     "usercustomize.py", "x.pth", "nbformat.py", "nbgrader.py", "json.py", "00.py"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("import os; os.write(2, b'EXECUTED ' + __file__.encode())" if name != "x.pth" else
                                       "import os; os.write(2, b'EXECUTED pth')\n")
    done = subprocess.run(
        ["docker", "run", "--rm", "--network", "none", "--user", "root", "-v", f"{course}:/srv/course", "-w", "/srv/course",
         "-e", "GRADING_RECORDS_DIR=/srv/course/.grading", STAFF, "sh", "-c",
         f"grading release {ASSIGNMENT}; grading status {ASSIGNMENT}; jupyter server --version; python -m grading --help"],
        capture_output=True, text=True,
    )
    assert "EXECUTED" not in done.stdout + done.stderr, done.stdout + done.stderr
    assert "is ignored" in done.stdout


def test_records_are_moved_whole_and_once(course, tmp_path):
    records = tmp_path / "records"
    records.mkdir()
    open_before = sqlite3.connect(course / "gradebook.db")  # a journal that is not folded in yet
    open_before.execute("PRAGMA journal_mode=WAL")
    open_before.execute("INSERT INTO student (id) VALUES ('late')")
    open_before.commit()
    with open_assignment(course, ASSIGNMENT, Reporter(lambda _: None)):
        pass
    said = move_records(course, records)
    assert len(said) == 2 and "kept as gradebook.db.moved" in said[0]
    with sqlite3.connect(records / "gradebook.db") as db:
        assert db.execute("SELECT id FROM student").fetchall() == [("late",)]
        assert db.execute("SELECT name FROM assignment").fetchall() == [(ASSIGNMENT,)]
    assert not (course / "gradebook.db").exists() and move_records(course, records) == []


def test_a_move_that_was_stopped_is_continued(course, tmp_path):
    records = tmp_path / "records"
    records.mkdir()
    (records / ".gradebook.db.new").write_bytes(b"half")
    move_records(course, records)
    # Stopped after the copy, before the old file got its new name.
    (course / "gradebook.db.moved").rename(course / "gradebook.db")
    with sqlite3.connect(records / "gradebook.db") as db:
        db.execute("INSERT INTO student (id) VALUES ('since')")
    assert len(move_records(course, records)) == 1
    with sqlite3.connect(records / "gradebook.db") as db:
        assert db.execute("SELECT id FROM student").fetchall() == [("since",)]


def test_the_grader_keeps_its_records_where_it_is_told(course, tmp_path, monkeypatch):
    (tmp_path / "records").mkdir()
    monkeypatch.setenv("GRADING_RECORDS_DIR", str(tmp_path / "records"))
    with open_assignment(course, ASSIGNMENT, Reporter(lambda _: None)) as context:
        assert context.journal.path == tmp_path / "records" / "grading.db"
