"""Fixtures of the end-to-end tests: a whole classroom, provisioned by the playbooks that `make up` runs, and a browser."""

import os

import pytest
from own_classroom import Classroom
from pages import SCREENSHOTS


@pytest.fixture(scope="session")
def classroom(tmp_path_factory):
    room = Classroom(tmp_path_factory.mktemp("classroom"))
    try:
        # As talkative as an operator who looks for a fault: nothing secret may be in what is then shown around.
        first = room.play("site.yml", "-vvv")
        assert first.returncode == 0, first.stdout[-6000:] + first.stderr[-2000:]
        room.first_run = first.stdout
        yield room
    finally:
        if "TINYTORCH_KEEP_CLASSROOM" not in os.environ:
            room.play("clean.yml", "-e", "classroom_clean_yes=true")
            left = room.engine.containers.list(all=True, filters={"name": room.name}) + room.engine.volumes.list(
                filters={"name": room.name}) + room.engine.networks.list(names=[room.name])
            assert not left, left


@pytest.fixture(scope="session")
def visit(browser, classroom):
    """Return `visit(kind, username)`: a person of that kind with a window of their own; the same one every time."""
    people = {}

    def visit(kind, username):
        if username not in people:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            context.set_default_timeout(30_000)
            people[username] = kind(context.new_page(), classroom.url, username)
        return people[username]

    return visit


@pytest.hookimpl(tryfirst=True, hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of every open window when an end-to-end test fails."""
    report = (yield).get_result()
    if report.failed and "browser" in item.funcargs:
        for number, context in enumerate(item.funcargs["browser"].contexts):
            for page in context.pages:
                page.screenshot(path=SCREENSHOTS / f"failed-{item.name}-{number}.png")
