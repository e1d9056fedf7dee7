"""tito, *Validate* and the grader on one notebook: the same points for every visible test, and the right ones.

tito and the server run in the learner's image, the grader in its sandboxes. Every notebook is handed in once to each.
"""

import io
import json
import os
import tarfile
from pathlib import Path

import docker
import habits
import pytest

pytestmark = pytest.mark.docker
TAG = os.environ.get("TINYTORCH_TAG", "latest")
SECONDS = 24
LABEL = "tt-three-surfaces"
REST = tuple(name for name in habits.HABITS if name not in habits.USUAL)
# Runs in the learner's container: every notebook through the command, and through what answers the button.
PROGRAM = """
import json, os, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

root, base = Path("/tmp/habits"), Path("/tmp/home")
names = [path.stem for path in sorted(root.glob("*.ipynb"))]

def place(surface, name):
    home = base / surface / name
    folder = home / "modules" / "01_tensor"
    folder.mkdir(parents=True)
    (home / ".tito" / "released").mkdir(parents=True)
    (home / ".tito" / "released" / "01_tensor.ipynb").write_bytes(Path("/tmp/release/01_tensor/01_tensor.ipynb").read_bytes())
    (folder / "helpers.py").write_text((root / "helpers.py").read_text())
    (folder / "01_tensor.ipynb").write_bytes((root / f"{name}.ipynb").read_bytes())
    return home, folder / "01_tensor.ipynb"

def command(name):
    home, _ = place("tito", name)
    done = subprocess.run(
        [sys.executable, "-m", "tito", "module", "test", "01", "--json"],
        env=os.environ | {"TINYTORCH_HOME": str(home)}, capture_output=True, text=True,
    )
    try:
        return {each["name"]: each["earned"] for each in json.loads(done.stdout)["results"]}
    except Exception:
        return done.stdout + done.stderr

def button(name):
    from tito.lab.validate import validate
    home, path = place("validate", name)
    os.environ["TINYTORCH_HOME"] = str(home)
    return validate(path.resolve())

with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
    said, pressed = one.map(command, names), other.map(button, names)
    print(json.dumps({name: {"tito": a, "validate": b} for name, a, b in zip(names, said, pressed)}))
"""


def slug(name):
    """A habit's name as a student's."""
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower())


def archive(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            content = text.encode()
            entry.size, entry.uid, entry.gid = len(content), 1000, 1000
            tar.addfile(entry, io.BytesIO(content))
    return data.getvalue()


GROUPS = [pytest.param(habits.USUAL, id="usual"), pytest.param(REST, id="rest", marks=pytest.mark.slow)]


@pytest.fixture(scope="module", params=GROUPS)
def names(request):
    return request.param


@pytest.fixture(scope="module")
def learners(names):
    """What tito and Validate say, by habit."""
    course = (Path(__file__).resolve().parents[2] / "curriculum" / "course.yml").read_text()
    course = course.replace("timeout_seconds: 300", f"timeout_seconds: {SECONDS}")
    assert f"timeout_seconds: {SECONDS}" in course
    files = {f"habits/{slug(name)}.ipynb": habits.saved(name) for name in names}
    files |= {
        "habits/helpers.py": habits.HELPERS,
        f"release/{habits.NAME}/{habits.NAME}.ipynb": json.dumps(habits.released()),
        "course.yml": course,
        "program.py": PROGRAM,
    }
    environment = {"TINYTORCH_RELEASE_DIR": "/tmp/release", "TINYTORCH_COURSE_FILE": "/tmp/course.yml"}
    container = docker.from_env().containers.create(
        f"tinytorch-student:{TAG}",
        ["sleep", "900"],
        environment=environment,
        network_mode="none",
        labels={"org.tinytorch.classroom": LABEL},
        init=True,
    )
    try:
        container.put_archive("/tmp", archive(files))
        container.start()
        code, output = container.exec_run(["python3", "/tmp/program.py"], stderr=False)
        assert code == 0, output.decode()
        return json.loads(output)
    finally:
        container.remove(force=True)


@pytest.fixture(scope="module")
def grader(names, tmp_path_factory):
    """The points in the gradebook, by student and cell."""
    import sqlite3

    from grading.assignments.registration import ensure_registered
    from grading.course.directory import CourseDir
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run
    from grading.records import context
    from grading.records.gradebook import Gradebook

    root = tmp_path_factory.mktemp("graded") / "course"
    folder = root / "source" / habits.NAME
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'plain'\n")
    (folder / f"{habits.NAME}.ipynb").write_text(json.dumps(habits.source()))
    gradebook = Gradebook(CourseDir(root))
    ensure_registered(CourseDir(root), gradebook, habits.NAME)
    gradebook.close()
    for name in names:
        handed_in = root / "submitted" / slug(name) / habits.NAME
        handed_in.mkdir(parents=True)
        (handed_in / "timestamp.txt").write_text("2026-03-01 10:00:00.000000 UTC")
        (handed_in / "helpers.py").write_text(habits.HELPERS)
        (handed_in / f"{habits.NAME}.ipynb").write_text(habits.saved(name))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("GRADING_SANDBOX_IMAGE", f"tinytorch-student:{TAG}")
        environment.setenv("GRADING_LABEL", LABEL)
        environment.setenv("GRADING_TIMEOUT_SECONDS", str(SECONDS))
        with context.open_assignment(root, habits.NAME, Reporter(lambda text: None)) as one:
            batch_run.autograde(one)
    with sqlite3.connect(root / "gradebook.db") as db:
        rows = db.execute(
            """SELECT s.student_id, c.name, g.auto_score FROM grade g
            JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id
            JOIN base_cell c ON c.id = g.cell_id"""
        ).fetchall()
    points: dict = {}
    for student, name, auto in rows:
        if name in habits.RIGHT:
            points.setdefault(student, {})[name] = auto
    return points


def test_the_verdicts_agree_and_are_right(learners, grader, names):
    wrong = {}
    for name in names:
        points = {test: float(most) for test, most in habits.HABITS[name][1].items()}
        answer = learners[slug(name)]["validate"]
        failed = [each["source"].split(",")[0] for each in answer["value"].get("failed", [])] if answer["success"] else []
        # A test without a sentence of its own is called by its words, shortly where no answer has the same.
        called = {test: {test.replace("_", " "), test.removeprefix("test_")} for test in points}
        passed = {test for test in points if called[test].isdisjoint(failed)} if answer["success"] else answer["value"]
        right = {test for test, most in habits.RIGHT.items() if points[test] == most}
        said = {"tito": learners[slug(name)]["tito"], "grader": grader[slug(name)], "validate": passed}
        if said != {"tito": points, "grader": points, "validate": right}:
            wrong[name] = said

    assert wrong == {}
