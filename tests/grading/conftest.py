"""Fixtures of the grading tests: a course made once and copied, sandboxes gone after every test."""

import os
import re
import shutil
import time
from pathlib import Path

import coursework
import pytest

IMAGE = (
    os.environ.get("GRADING_SANDBOX_IMAGE")
    or f"tinytorch-student:{os.environ.get('TINYTORCH_TAG', 'latest')}"
)


@pytest.fixture(scope="session")
def course_once(tmp_path_factory) -> Path:
    return coursework.make_course(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture
def course(course_once, tmp_path) -> Path:
    """A course directory of this test's own."""
    return shutil.copytree(course_once, tmp_path / "course")


@pytest.fixture
def right():
    """A right submission."""
    return coursework.answered()


def containers(label: str) -> list:
    import docker

    return docker.from_env().containers.list(
        all=True, ignore_removed=True, filters={"label": f"org.tinytorch.classroom={label}"}
    )


def remove_containers(label: str) -> list[str]:
    """Remove what is left after a moment's grace; the names of what was."""
    for _ in range(50):
        if not containers(label):
            return []
        time.sleep(0.1)
    left = containers(label)
    for container in left:
        container.remove(force=True)
    return [container.name for container in left]


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
    """What a Report said."""
    return []


@pytest.fixture
def opened(lines):
    """open_session with a report that collects its lines."""
    from grading.report import Report
    from grading.session import open_session

    return lambda root, **overrides: open_session(
        root, coursework.ASSIGNMENT, Report(lines.append), **overrides
    )


@pytest.fixture
def autograde(opened, sandbox):
    """Autograde a course directory in this process."""
    from grading import session

    def run(root, students=(), *, force=False, skip_preflight=False, **overrides):
        with opened(root, **overrides) as one:
            return session.autograde(one, students, force=force, skip_preflight=skip_preflight)

    return run
