"""Fixtures of the tests that need the hub and the exchange: one classroom for all, and nbgrader's client."""

import secrets
import sys
from pathlib import Path

import docker
import pytest
from hub_and_exchange import HubAndExchange
from hub_browser import Browser

# The exchange's package has an environment of its own; its parts that do without ngshare are tested here.
sys.path.insert(0, str(Path(__file__).parents[2] / "hub" / "ngshare"))


@pytest.fixture(scope="session")
def classroom():
    """One classroom for all tests of this room; each test uses its own assignment or its own people."""
    room = HubAndExchange(docker.from_env())
    try:
        room.start()
        yield room
    finally:
        room.remove()


@pytest.fixture
def browser(classroom):
    return Browser(classroom.url)


@pytest.fixture
def newcomer(classroom):
    """A new account with a one-time password: (username, password)."""
    return classroom.add_newcomer()


@pytest.fixture
def person(browser, newcomer):
    """Somebody with a chosen password who is logged in with `browser`: (username, password)."""
    browser.log_in(*newcomer)
    assert browser.choose(f"walnut-{newcomer[1]}").status_code == 302
    return newcomer[0], f"walnut-{newcomer[1]}"


@pytest.fixture
def assignment(classroom):
    """A freshly released assignment of this test alone."""
    name = f"ps-{secrets.token_hex(4)}"
    answer = classroom.release(name)
    assert answer.status_code == 200, answer.text
    return name


@pytest.fixture
def run_exchange(classroom, monkeypatch):
    """Returns `run(step, username, folder, assignment, **settings)`: a step of nbgrader's exchange client.

    The client's classes run in this process, since each `nbgrader` command spends five seconds on imports.
    """
    monkeypatch.setenv("USER", "somebody")  # the client looks for it when it is imported
    import ngshare_exchange
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    def run(step, username, folder, assignment, **settings):
        monkeypatch.chdir(folder)
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", classroom.token(username))
        monkeypatch.setattr(ngshare_exchange.Exchange, "username", username)
        config = Config()
        config.Exchange._ngshare_url = classroom.exchange_url
        config.Exchange.cache = str(folder / "cache")
        config[step].update(settings)
        config.CourseDirectory.root = str(folder)
        config.CourseDirectory.course_id = "tinytorch"
        config.CourseDirectory.assignment_id = assignment
        parts = {"coursedir": CourseDirectory(config=config), "authenticator": Authenticator(config=config)}
        getattr(ngshare_exchange, step)(config=config, **parts).start()

    return run
