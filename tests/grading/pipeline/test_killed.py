"""`kill -9` anywhere in a run, then the same command again: everything is as after one undisturbed run."""

import difflib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import containers
import coursework
import pytest
from coursework import ASSIGNMENT, BOOK, changed
from everything import everything
from typer.testing import CliRunner

from grading.__main__ import app

pytestmark = pytest.mark.docker
COMMAND = ("run", ASSIGNMENT, "--feedback", "now", "--workers", "2", "--course-dir")
IMAGE = containers.IMAGE
SEED = int(os.environ.get("GRADING_KILL_SEED") or random.randrange(10**6))
FIRST, SECOND = "2026-03-01 10:00:00.000000 UTC", "2026-03-02 10:00:00.000000 UTC"


def hand_in(root, student, nb, stamp=FIRST):
    """Put a submission where nbgrader's own `submit` puts it."""
    folder = root / "exchange" / "plain" / "inbound" / f"{student}+{ASSIGNMENT}+{stamp}+secret"
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text(stamp)
    (folder / "submission_secret.txt").write_text(f"secret of {student}")
    (folder / f"{BOOK}.ipynb").write_text(nb if isinstance(nb, str) else json.dumps(nb))


@pytest.fixture(scope="module")
def environment():
    """What the grader is told, in this process and in its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", "tt-grading-killed")
        patch.setenv("GRADING_TIMEOUT_SECONDS", "20")
        patch.setenv("USER", "grader")
        yield
    assert containers.remove_containers("tt-grading-killed") == []


def again(root):
    result = CliRunner().invoke(app, [*COMMAND, str(root)])
    assert result.exit_code == 0, result.output


def grader(root):
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "grading", *COMMAND, str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
        # A job in the background of a shell ignores Ctrl+C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.fixture(scope="module")
def classroom(course_once, tmp_path_factory, environment):
    """Graded work with a person's points and reviews, and then new, changed, late and broken submissions."""
    root = shutil.copytree(course_once, tmp_path_factory.mktemp("killed") / "course")
    nb = coursework.answered()
    for name in ("ada", "bob", "cyd"):
        hand_in(root, name, changed(nb, why="Because."))
    again(root)
    CliRunner().invoke(app, ["sample", ASSIGNMENT, "--critical", "--rate", "0.7", "--course-dir", str(root)])
    coursework.query(
        root,
        "UPDATE grade SET manual_score = 2.5, needs_manual_grade = 0 WHERE cell_id IN "
        "(SELECT id FROM base_cell WHERE name = 'why')",
    )
    hand_in(root, "ada", changed(nb, why="Or not."), SECOND)
    hand_in(root, "bob", changed(nb, why="Because.", add="def add(a, b): return 3"), SECOND)
    hand_in(root, "dan", changed(nb, scale="import os\nos._exit(1)"))
    hand_in(root, "eva", "{")
    hand_in(root, "fay", changed(nb, total="def total(): return 0"))
    return root


@pytest.fixture(scope="module")
def undisturbed(classroom, tmp_path_factory):
    """What is there after one whole run, and how long a process of its own took for it."""
    root = shutil.copytree(classroom, tmp_path_factory.mktemp("undisturbed") / "course")
    began = time.monotonic()
    process = grader(root)
    said = process.communicate()
    assert process.returncode == 0, said
    return everything(root), time.monotonic() - began


def ends(group: int, seconds: float = 30) -> bool:
    """Whether no process of the group is left; an orphan is there until it has read that its parent is gone."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def run_again(root, process, undisturbed, when):
    """What a stopped grader left is made whole by the same command; nothing of it lives on."""
    assert ends(process.pid), f"{when}: a child outlives it"
    again(root)
    wanted, found = undisturbed[0], everything(root)
    differ = [name for name in wanted | found if wanted.get(name) != found.get(name)]
    assert differ == [], f"{when}: {changes(wanted, found, differ[0])}"
    assert containers.containers("tt-grading-killed") == []
    shutil.rmtree(root)


def kill_at(moments, classroom, undisturbed, tmp_path):
    """Kill a run at each moment (seconds), run it again, compare; the moments that came before the end."""
    struck = []
    for number, moment in enumerate(moments):
        root = shutil.copytree(classroom, tmp_path / str(number) / "course")
        process = grader(root)
        time.sleep(moment)
        process.kill()
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            struck.append(round(moment, 2))
        run_again(root, process, undisturbed, f"killed after {moment:.2f} s, seed {SEED}")
    print(f"killed after {struck} s")
    return struck


def changes(wanted, found, name):
    """The lines in which one file or table differs."""
    sides = [side.get(name) for side in (wanted, found)]
    lines = [one.decode(errors="replace").splitlines() if isinstance(one, bytes) else one or [] for one in sides]
    return name + "".join(f"\n{line}" for line in difflib.unified_diff(*lines, lineterm="", n=0))[:3000]


def spread(count, seconds):
    """A random moment in each of `count` equal parts of a run."""
    draw = random.Random(SEED)
    print(f"GRADING_KILL_SEED={SEED}, {count} moments in {seconds:.1f} s")
    return [(part + draw.random()) * seconds / count for part in range(count)]


def test_killed_at_three_moments(classroom, undisturbed, tmp_path):
    assert kill_at(spread(3, 0.95 * undisturbed[1]), classroom, undisturbed, tmp_path)


@pytest.mark.slow
def test_killed_at_twenty_moments(classroom, undisturbed, tmp_path):
    assert len(kill_at(spread(20, 0.9 * undisturbed[1]), classroom, undisturbed, tmp_path)) >= 15


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_asked_to_stop(classroom, undisturbed, tmp_path, number, code):
    root = shutil.copytree(classroom, tmp_path / "course")
    process = grader(root)
    for line in process.stdout:
        if line.startswith("preflight"):
            break
    process.send_signal(number)
    said = process.communicate()[1]
    assert (process.returncode, "stopped; what is finished is kept" in said) == (code, True)
    run_again(root, process, undisturbed, f"after {signal.Signals(number).name}")
