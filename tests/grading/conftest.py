"""Fixtures of the grading tests: a course made once and copied, sandboxes gone after every test, and processes in their place."""

import re
import shutil
import threading
from pathlib import Path

import coursework
import pytest
import yaml
from cells_here import CellsHere
from containers import IMAGE, remove_containers
from ngshare_like import Ngshare

from curriculum.course import COURSE_FILE


@pytest.fixture(scope="session")
def course_once(tmp_path_factory) -> Path:
    return coursework.make_course(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture
def course(course_once, tmp_path) -> Path:
    """A course directory of this test's own."""
    return shutil.copytree(course_once, tmp_path / "course")


@pytest.fixture(scope="session")
def class_once(course_once, tmp_path_factory):
    """Ten graded submissions, s0 to s9, all but s0 and s1 right; graded once in real sandboxes for all tests."""
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run
    from grading.records import context

    root = shutil.copytree(course_once, tmp_path_factory.mktemp("class") / "course")
    for number in range(10):
        answers = {} if number > 1 else {"add": "def add(a, b): return 0"}
        coursework.submit(root, f"s{number}", coursework.changed(coursework.answered(), why="Because.", **answers))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        environment.setenv("GRADING_LABEL", "tt-grading-class-once")
        with context.open_assignment(root, coursework.ASSIGNMENT, Reporter(lambda text: None)) as one:
            batch_run.autograde(one)
    assert remove_containers("tt-grading-class-once") == []
    return root


@pytest.fixture
def graded(class_once, tmp_path) -> Path:
    """That class, in a course directory of this test's own."""
    return shutil.copytree(class_once, tmp_path / "graded")


@pytest.fixture
def right():
    """A right submission."""
    return coursework.answered()


@pytest.fixture
def sandbox(request, monkeypatch):
    """The environment that names the test image; fails the test that leaves a container behind."""
    label = "tt-grading-" + re.sub(r"[^a-z0-9]+", "-", request.node.name.lower())[:40]
    monkeypatch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
    monkeypatch.setenv("GRADING_LABEL", label)
    monkeypatch.setenv("GRADING_TIMEOUT_SECONDS", "6")
    yield label
    assert remove_containers(label) == []


@pytest.fixture
def lines():
    """What a Reporter said."""
    return []


@pytest.fixture
def opened(lines):
    """open_assignment with a report that collects its lines."""
    from grading.messages.reporter import Reporter
    from grading.records.context import open_assignment

    return lambda root, **overrides: open_assignment(
        root, coursework.ASSIGNMENT, Reporter(lines.append), **overrides
    )


@pytest.fixture
def executor(request, monkeypatch):
    """Where cells run: in sandboxes, which a test marked `docker` is about; for any other in processes of this host."""
    if request.node.get_closest_marker("docker"):
        request.getfixturevalue("sandbox")
    else:
        monkeypatch.setattr("grading.pipeline.run.executor_for", lambda *_: CellsHere())


@pytest.fixture
def autograde(opened, executor):
    """Autograde a course directory in this process; see `executor`."""
    from grading.pipeline import run as batch_run

    def run(root, students=(), *, force=False, skip_preflight=False, **overrides):
        with opened(root, **overrides) as one:
            return batch_run.autograde(one, students, force=force, skip_preflight=skip_preflight)

    return run


@pytest.fixture
def berlin(tmp_path, monkeypatch):
    """A course in Berlin, on a machine in UTC."""
    file = tmp_path / "berlin.yml"
    file.write_text(yaml.safe_dump(yaml.safe_load(COURSE_FILE.read_text()) | {"timezone": "Europe/Berlin"}))
    monkeypatch.setenv("TINYTORCH_COURSE_FILE", str(file))
    return file


@pytest.fixture
def ngshare(course, monkeypatch):
    """A server that answers like ngshare; the course's exchange."""
    server = Ngshare()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "hub-token")
    monkeypatch.setenv("USER", "grader")
    monkeypatch.setattr("ngshare_exchange.exchange.Exchange._ngshare_url", "", raising=False)
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(
            "import ngshare_exchange\nngshare_exchange.configureExchange(c, "
            f"'http://127.0.0.1:{server.server_port}/api')\n"
        )
    yield server
    server.shutdown()
    server.server_close()
