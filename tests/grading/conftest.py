"""Fixtures of the grading tests: a course made once and copied, sandboxes gone after every test."""

import re
import shutil
from pathlib import Path

import coursework
import pytest
from containers import IMAGE, remove_containers


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
