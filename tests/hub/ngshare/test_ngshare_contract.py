"""What the classroom relies on in the exchange, asked of a real hub, a real exchange and the real client."""

import base64
import datetime
import json

import pytest

pytestmark = [pytest.mark.docker]

NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def course(tmp_path):
    """An instructor's course directory with a release version of `ps1`."""
    notebook = tmp_path / "course" / "release" / "ps1" / "ps1.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(json.dumps(NOTEBOOK))
    return tmp_path / "course"


def test_an_assignment_makes_the_whole_round(run_exchange, course, tmp_path):
    home = tmp_path / "alice"
    home.mkdir()

    def as_instructor(step):
        run_exchange(step, "ada", course, "ps1")

    def as_student(step):
        run_exchange(step, "alice", home, "ps1")

    as_instructor("ExchangeReleaseAssignment")
    as_student("ExchangeFetchAssignment")
    (home / "ps1" / "ps1.ipynb").write_text(json.dumps(NOTEBOOK | {"metadata": {"answer": 42}}))
    as_student("ExchangeSubmit")
    as_instructor("ExchangeCollect")
    collected = course / "submitted" / "alice" / "ps1"
    assert json.loads((collected / "ps1.ipynb").read_text())["metadata"] == {"answer": 42}

    feedback = course / "feedback" / "alice" / "ps1"
    feedback.mkdir(parents=True)
    (feedback / "ps1.html").write_text("well done")
    (feedback / "timestamp.txt").write_text((collected / "timestamp.txt").read_text())
    as_instructor("ExchangeReleaseFeedback")
    as_student("ExchangeFetchFeedback")
    [fetched] = (home / "ps1" / "feedback").glob("*/ps1.html")
    assert fetched.read_text() == "well done"


def test_the_newest_submission_is_collected(classroom, assignment):
    classroom.submit(assignment, "alice", "first.ipynb")
    classroom.submit(assignment, "alice", "second.ipynb")
    answer = classroom.call("GET", f"submission/tinytorch/{assignment}/alice", "ada")
    assert [file["path"] for file in answer.json()["files"]] == ["second.ipynb"]


def test_an_earlier_submission_is_found_by_its_timestamp(classroom, assignment):
    timestamp = classroom.submit(assignment, "alice", "first.ipynb").json()["timestamp"]
    classroom.submit(assignment, "alice", "second.ipynb")
    answer = classroom.call(
        "GET", f"submission/tinytorch/{assignment}/alice", "ada", params={"timestamp": timestamp}
    )
    assert [file["path"] for file in answer.json()["files"]] == ["first.ipynb"]


def test_timestamps_are_the_servers_own_and_in_utc(classroom, assignment):
    timestamp = classroom.submit(assignment, "alice", "ps.ipynb").json()["timestamp"]
    submitted = datetime.datetime.fromisoformat(timestamp.removesuffix(" UTC"))
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    assert abs((now - submitted).total_seconds()) < 60


@pytest.mark.parametrize(
    "address", ["submission/tinytorch/{}/alice", "submissions/tinytorch/{}/alice", "submissions/tinytorch/{}"]
)
def test_a_student_cannot_read_anothers_submission(classroom, assignment, address):
    classroom.submit(assignment, "alice", "ps.ipynb")
    assert classroom.call("GET", address.format(assignment), "bob").status_code == 403


def test_a_student_cannot_read_anothers_feedback(classroom, assignment):
    timestamp = classroom.submit(assignment, "alice", "ps.ipynb").json()["timestamp"]
    answer = classroom.call(
        "GET", f"feedback/tinytorch/{assignment}/alice", "bob", params={"timestamp": timestamp}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", "assignment/tinytorch/from-a-student"),
        ("DELETE", "assignment/tinytorch/{}"),
        ("POST", "student/tinytorch/mallory"),
        ("POST", "instructor/tinytorch/bob"),
        ("GET", "students/tinytorch"),
        ("DELETE", "course/tinytorch"),
    ],
)
def test_a_student_has_no_instructors_rights(classroom, assignment, method, address):
    answer = classroom.call(method, address.format(assignment), "bob", data={"files": "[]"})
    assert answer.status_code == 403


def test_somebody_outside_the_course_gets_nothing(classroom, assignment):
    classroom.drive_hub("POST", "/users", json={"usernames": ["visitor"]})
    assert classroom.call("GET", f"assignment/tinytorch/{assignment}", "visitor").status_code == 403


@pytest.mark.parametrize("token", ["wrong", None])
@pytest.mark.parametrize("address", ["courses", "assignment/tinytorch/{}", "submissions/tinytorch/{}/alice"])
def test_a_wrong_or_missing_token_is_refused(classroom, assignment, address, token):
    answer = classroom.call("GET", address.format(assignment), token=token, allow_redirects=False)
    assert (answer.status_code, answer.json()["success"]) == (403, False)


def test_an_account_named_like_a_service_has_none_of_its_rights(classroom):
    classroom.drive_hub("POST", "/users", json={"usernames": ["classroom-admin"]})
    assert classroom.call("GET", "courses", "classroom-admin").status_code == 403


@pytest.mark.parametrize("address", ["", "initialize-Data6ase?action=dump", "oauth_callback"])
def test_ngshares_own_pages_are_not_offered(classroom, address):
    assert classroom.call("GET", address, token=classroom.admin_token).status_code == 404


def test_what_was_released_survives_a_kill(classroom, assignment):
    classroom.exchange.kill()
    classroom.exchange.start()
    classroom.wait_until_ready()
    assert assignment in classroom.call("GET", "assignments/tinytorch", "alice").json()["assignments"]


def test_the_answer_to_a_submission_says_what_arrived(classroom, assignment):
    answer = classroom.submit(assignment, "alice", "ps.ipynb", "img/plot.png", "sitecustomize.py").json()
    kept = classroom.call("GET", f"submission/tinytorch/{assignment}/alice", "ada").json()["files"]
    assert answer["received"] == {file["path"]: len(base64.b64decode(file["content"])) for file in kept}
    assert set(answer["received"]) == {"left-out-by-the-exchange.txt", "img/plot.png", "ps.ipynb"}


def test_a_configuration_file_does_not_cost_the_submission(classroom, assignment):
    answer = classroom.submit(assignment, "alice", "ps.ipynb", "nbgrader_config.py", ".jupyter/jupyter_config.py").json()
    assert answer["success"] and answer["left_out"] == [".jupyter/jupyter_config.py", "nbgrader_config.py"]
    kept = classroom.call("GET", f"submission/tinytorch/{assignment}/alice", "ada").json()["files"]
    assert sorted(file["path"] for file in kept) == ["left-out-by-the-exchange.txt", "ps.ipynb"]
