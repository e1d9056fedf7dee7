"""The executor of the tests without Docker gives what sandboxes give."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import coursework
import pytest
from cells_here import CellsHere
from coursework import ASSIGNMENT, BOOK, changed, submit

from grading.records.journal import Journal

HERE = Path(__file__)


def recorded(course):
    """What was written of the batch, but for what names the executor."""
    grades, comments, journal, answers = coursework.tables(course)
    return grades, comments, [(student, *more) for _, student, _, *more in journal], answers


def reasons(course):
    """Why somebody should look, without the numbers: checks draw their inputs anew each time."""
    journal = Journal(course / ".grading")
    rows = journal.graded(ASSIGNMENT)
    found = {student: re.sub(r"-?\d[\d.]*(e[+-]?\d+)?", "N", str(row.reasons)) for student, row in rows.items()}
    journal.close()
    return found


def shown(course):
    """The outputs of every cell that a person who grades sees."""
    books = {path.parts[-3]: json.loads(path.read_text()) for path in (course / "autograded").rglob(f"{BOOK}.ipynb")}
    return {student: [cell.get("outputs") for cell in book["cells"]] for student, book in books.items()}


@pytest.mark.docker
def test_grades_outputs_and_notes_are_those_of_sandboxes(course, right, autograde, tmp_path, monkeypatch):
    submit(course, "right", right)
    submit(course, "wrong", changed(right, scale="def scale(values, factor): return 0"))
    submit(course, "loud", changed(right, add="import sys\nprint('a')\nprint('b', file=sys.stderr)\ndef add(a, b): return a + b"))
    submit(course, "broken", changed(right, add="def add(a, b) return"))
    submit(course, "narrow", changed(right, add="def add(a, b): return a + b if 0 < a + b < 99 else 0"))
    here = shutil.copytree(course, tmp_path / "here")

    autograde(course)
    with monkeypatch.context() as patch:
        patch.setattr("grading.pipeline.run.executor_for", lambda *_: CellsHere())
        autograde(here)

    assert recorded(here) == recorded(course)
    assert shown(here) == shown(course) and len(shown(here)) == 5
    assert reasons(here) == reasons(course) and reasons(here)["narrow"] != reasons(here)["right"]


# Each has one task: after the first the next one waits for its own.
KILLED = """import multiprocessing, os, time, cells_here
with cells_here.CellsHere() as one:
    first = one.pool.submit(os.getpid).result()
    while not {each.pid for each in multiprocessing.active_children()} - {first}:
        time.sleep(0.01)
    print("waits", flush=True)
    input()"""


def test_what_a_killed_test_started_ends_with_it():
    test = subprocess.Popen([sys.executable, "-c", KILLED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE.parents[3])])})
    assert test.stdout.readline() == "waits\n"
    test.kill()
    # Its output ends when the last process that holds it does.
    assert test.communicate(timeout=60) == ("", None)
