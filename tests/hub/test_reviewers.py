"""The grader's own token on a real hub: it may read who the teaching assistants are, and nothing else of the people."""

import pytest
import requests

from grading.messages.reporter import Reporter
from grading.review.reviewers import reviewers_of

pytestmark = [pytest.mark.docker]


@pytest.fixture
def as_grader(classroom, monkeypatch):
    """The grader's environment; its token."""
    environment = dict(value.split("=", 1) for value in classroom.hub.attrs["Config"]["Env"])
    token = environment["CLASSROOM_FORMGRADER_TOKEN"]
    monkeypatch.setenv("JUPYTERHUB_API_URL", classroom.hub_api)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)
    return token


def test_the_graders_are_the_hubs_group(as_grader):
    said = []
    assert (reviewers_of([], Reporter(said.append)), said) == (["tess"], [])


@pytest.mark.parametrize("address", ["groups/student", "groups/instructor", "users", "users/alice", "groups"])
def test_the_grader_may_read_nothing_else(classroom, as_grader, address):
    answer = requests.get(f"{classroom.hub_api}/{address}", headers={"Authorization": f"token {as_grader}"}, timeout=30)
    assert answer.status_code in (403, 404)


def test_who_may_not_ask_is_told_what_to_do(classroom, as_grader, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", classroom.token("alice"))
    said = []
    assert reviewers_of([], Reporter(said.append)) == []
    assert "--ta" in said[0]


def test_names_on_the_command_line_and_in_the_environment_come_first(as_grader, monkeypatch):
    monkeypatch.setenv("GRADING_TAS", "tom, uma")
    assert reviewers_of([], Reporter()) == ["tom", "uma"]
    assert reviewers_of(["zoe"], Reporter()) == ["zoe"]
