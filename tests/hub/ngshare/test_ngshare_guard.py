"""The checks in front of ngshare: what is refused, with which words, and what stays as it was."""

import base64
import json
import logging

import pytest
from ngshare_guard.settings import SettingsError, load_settings
from ngshare_guard.upload_files import find_problem, without_configuration
from settings_table import environment

from exchange_rules.configuration_files import NOTE

GIVEN = environment("ngshare") | {"JUPYTERHUB_API_URL": "http://h:8000/hub/api", "JUPYTERHUB_SERVICE_URL": "http://n:10101"}


def as_upload(*paths):
    return json.dumps([{"path": path, "content": ""} for path in paths])


def test_the_refusal_names_the_file_in_visible_letters():
    assert r"'a\x00b.ipynb'" in find_problem(as_upload("a\0b.ipynb"))


@pytest.mark.parametrize("paths", [("a", "a"), ("a", "a/b"), ("a/b/c", "a/b")])
def test_names_that_cannot_be_on_one_disk_are_refused(paths):
    assert "'a" in find_problem(as_upload(*paths))


def test_the_number_of_files_is_limited():
    assert "201 files" in find_problem(as_upload(*map(str, range(201))))


@pytest.mark.parametrize("part", ["[" * 900 + "]" * 900, '{"":0}', '""'])
def test_what_becomes_far_larger_in_memory_is_not_read(part, monkeypatch):
    """24 MiB of the first became 1.2 GiB of lists, more than the exchange's container has."""
    monkeypatch.setattr(json, "loads", None)
    assert "too many parts" in find_problem(f"[{','.join([part] * 500_000)}]"[: 24 * 2**20])


def test_many_files_with_commas_in_their_names_are_read():
    assert find_problem(as_upload(*("/".join([str(number), *[",[{" * 80] * 4]) for number in range(200)))) is None


@pytest.mark.parametrize(
    "field",
    [None, "", "{", "{}", "[1]", "[" * 5000, '[{"path": "a", "content": "\\ud800"}]',
     '[{"path": "a"}]', '[{"path": 1, "content": ""}]'],
)
def test_a_field_that_is_no_list_of_files_is_refused(field):
    assert "nbgrader" in find_problem(field)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"JUPYTERHUB_API_URL": ""}, "JUPYTERHUB_API_URL"),
        ({"JUPYTERHUB_SERVICE_URL": "http://n"}, "JUPYTERHUB_SERVICE_URL"),
        ({"NGSHARE_UPLOAD_LIMIT_MIB": "25M"}, "NGSHARE_UPLOAD_LIMIT_MIB"),
        ({"NGSHARE_SUBMISSIONS_IN_ALL": "0"}, "NGSHARE_SUBMISSIONS_IN_ALL"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch, given, named):
    for variable, value in (GIVEN | given).items():
        monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=named):
        load_settings()


def test_the_limit_is_what_ansible_gives_in_bytes(monkeypatch):
    for variable, value in (GIVEN | {"NGSHARE_DATABASE_URL": "postgresql://ngshare:password@db/ngshare"}).items():
        monkeypatch.setenv(variable, value)
    settings = load_settings()
    assert "password" not in f"{settings!r}{settings}" and "password" in settings.database_url.get_secret_value()
    assert (settings.upload_limit, settings.port) == (int(GIVEN["NGSHARE_UPLOAD_LIMIT_MIB"]) * 1024 * 1024, 10101)


@pytest.mark.docker
def test_unrelease_is_refused_once_somebody_submitted(classroom, assignment):
    classroom.submit(assignment, "alice", "ps.ipynb")
    answer = classroom.call("DELETE", f"assignment/tinytorch/{assignment}", "ada")
    assert (answer.status_code, "under a new name" in answer.json()["message"]) == (409, True)
    assert classroom.call("GET", f"submission/tinytorch/{assignment}/alice", "ada").status_code == 200


@pytest.mark.docker
def test_unrelease_works_while_nobody_submitted(classroom, assignment):
    assert classroom.call("DELETE", f"assignment/tinytorch/{assignment}", "ada").status_code == 200


@pytest.mark.docker
def test_a_forced_release_with_the_real_client_shows_the_reason(
    classroom, assignment, run_exchange, tmp_path, caplog
):
    from nbgrader.exchange import ExchangeError

    classroom.submit(assignment, "alice", "ps.ipynb")
    (tmp_path / "release" / assignment).mkdir(parents=True)
    with caplog.at_level(logging.ERROR), pytest.raises(ExchangeError):
        run_exchange("ExchangeReleaseAssignment", "ada", tmp_path, assignment, force=True)
    assert "already has submissions" in caplog.text


@pytest.mark.docker
def test_a_course_with_submissions_is_not_deleted(classroom, assignment):
    classroom.submit(assignment, "alice", "ps.ipynb")
    assert classroom.call("DELETE", "course/tinytorch", token=classroom.admin_token).status_code == 409


@pytest.mark.docker
@pytest.mark.parametrize("kind", ["assignment/tinytorch/{}-b", "feedback/tinytorch/{}/alice"])
def test_nobody_is_sent_a_configuration_file(classroom, assignment, kind):
    sent = classroom.submit(assignment, "alice", "ps.ipynb").json()["timestamp"]
    body = {"files": as_upload("ps.html", ".ipython/startup/x.py"), "timestamp": sent}
    answer = classroom.call("POST", kind.format(assignment), "tess", data=body)
    assert (answer.status_code, "configuration" in answer.json()["message"]) == (400, True)


@pytest.mark.docker
def test_who_is_staff_and_their_addresses_are_known_to_the_staff_only(classroom):
    assert classroom.call("GET", "instructors/tinytorch", "tess").status_code == 200
    assert classroom.call("GET", "instructor/tinytorch/ada", "tess").json()["email"] == "ada@example.org"
    for address in ("instructors/tinytorch", "instructor/tinytorch/ada", "instructor/tinytorch/tess"):
        answer = classroom.call("GET", address, "alice")
        assert answer.status_code == 403 and "example.org" not in answer.text, address


@pytest.mark.docker
def test_a_student_reads_the_name_and_address_of_nobody_else(classroom):
    assert classroom.call("GET", "student/tinytorch/alice", "alice").json()["email"] == "alice@example.org"
    for address in ("student/tinytorch/bob", "students/tinytorch"):
        answer = classroom.call("GET", address, "alice")
        assert answer.status_code == 403 and "example.org" not in answer.text, address


@pytest.mark.docker
def test_an_upload_over_the_limit_gets_413_with_size_limit_and_advice(classroom, assignment):
    answer = classroom.call(
        "POST", f"submission/tinytorch/{assignment}", "alice", data={"files": "x" * 8 * 1024 * 1024}
    )
    message = answer.json()["message"]
    assert answer.status_code == 413
    assert all(part in message for part in ("8.0 MiB", "limit is 2 MiB", "Clear the outputs"))


@pytest.mark.docker
def test_an_upload_without_declared_length_is_limited_too(classroom, assignment):
    pieces = (b"x" * 65536 for _ in range(64))
    answer = classroom.call("POST", f"submission/tinytorch/{assignment}", "alice", data=pieces)
    assert answer.status_code == 413


@pytest.mark.docker
def test_a_student_who_submits_too_much_reads_the_reason(assignment, run_exchange, tmp_path, caplog):
    (tmp_path / assignment).mkdir()
    (tmp_path / assignment / "weights.bin").write_bytes(bytes(3 * 1024 * 1024))
    with caplog.at_level(logging.ERROR):
        run_exchange("ExchangeSubmit", "alice", tmp_path, assignment)
    assert "limit is 2 MiB" in caplog.text


@pytest.mark.docker
@pytest.mark.parametrize("kind", ["submission", "assignment"])
def test_a_nul_in_a_name_is_refused_and_nothing_is_kept(classroom, assignment, kind):
    address = {"submission": f"submission/tinytorch/{assignment}", "assignment": "assignment/tinytorch/nul"}[
        kind
    ]
    answer = classroom.call("POST", address, "ada", data={"files": as_upload("a\0b.ipynb")})
    assert (answer.status_code, r"a\x00b.ipynb" in answer.json()["message"]) == (400, True)
    assert classroom.call("GET", f"submission/tinytorch/{assignment}/ada", "ada").status_code == 404
    assert "nul" not in classroom.call("GET", "assignments/tinytorch", "ada").json()["assignments"]


@pytest.mark.docker
def test_who_may_not_release_learns_nothing_of_names(classroom):
    """Before its name is looked at: what is looked at for long would keep everybody waiting."""
    answers = [classroom.call("POST", "assignment/tinytorch/a(b", who, data={"files": "[]"}) for who in ("alice", "ada")]
    assert [answer.status_code for answer in answers] == [403, 400]


@pytest.mark.docker
def test_it_listens_on_its_own_address_only(classroom):
    open_on_loopback = "import socket; socket.create_connection(('127.0.0.1', 10101), 2)"
    assert classroom.exchange.exec_run(["python", "-c", open_on_loopback]).exit_code == 1
    assert classroom.exchange.exec_run(["python", "-m", "ngshare_guard", "health"]).exit_code == 0


@pytest.mark.docker
def test_its_log_has_no_token(classroom, assignment):
    classroom.submit(assignment, "alice", "ps.ipynb")
    log = classroom.exchange.logs().decode()
    assert "POST /services/ngshare/" in log
    assert classroom.token("alice") not in log


@pytest.mark.docker
def test_too_many_versions_within_an_hour_are_refused_and_all_are_kept(classroom, assignment):
    answers = [classroom.submit(assignment, "alice", "ps.ipynb") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "4 versions of" in answers[-1].json()["message"]
    assert classroom.submit(assignment, "bob", "ps.ipynb").status_code == 200
    kept = classroom.call("GET", f"submissions/tinytorch/{assignment}", "ada").json()["submissions"]
    assert len([one for one in kept if one["student_id"] == "alice"]) == 4


PERSON = {"first_name": "Mallory", "last_name": "M", "email": "m@example.org"}


@pytest.mark.docker
@pytest.mark.parametrize(
    "method, address, fields",
    [
        ("POST", "student/tinytorch/mallory", PERSON),
        ("DELETE", "student/tinytorch/alice", None),
        ("POST", "instructor/tinytorch/tess", PERSON),
        ("DELETE", "instructor/tinytorch/ada", None),
        ("POST", "students/tinytorch", {"students": '[{"username": "mallory"}]'}),
    ],
)
def test_who_is_in_the_course_is_the_rosters_business_alone(classroom, method, address, fields):
    assert classroom.call(method, address, "tess", data=fields).status_code == 403


def test_configuration_files_are_left_out_and_named_beside_the_work():
    upload = json.loads(as_upload("ps1.ipynb", "b/sitecustomize.py", "Nbgrader_Config.PY", "config.py"))
    kept, left_out = without_configuration(upload)
    assert left_out == ("Nbgrader_Config.PY", "b/sitecustomize.py")
    assert [file["path"] for file in kept] == ["ps1.ipynb", "config.py", NOTE]
    assert base64.b64decode(kept[-1]["content"]).decode().split() == ["Nbgrader_Config.PY", "b/sitecustomize.py"]


def test_work_without_any_is_taken_as_it_is():
    upload = json.loads(as_upload("ps1.ipynb"))
    assert without_configuration(upload) == (upload, ())


# Sends a request that needs a name, waits for no answer to it, and asks for what needs none. Within the exchange's container.
BESIDE_A_SILENT_HUB = """
import socket, sys, time, urllib.request
host = sys.argv[1]
named = socket.create_connection((host, 10101))
named.sendall(b"GET /services/ngshare/courses HTTP/1.1\\r\\nHost: x\\r\\nAuthorization: token x\\r\\n\\r\\n")
began = time.monotonic()
urllib.request.urlopen(f"http://{host}:10101/healthz", timeout=60).read()
print(time.monotonic() - began)
print(named.recv(9999).decode())
"""


@pytest.mark.docker
def test_a_hub_that_does_not_answer_keeps_nobody_waiting_who_needs_no_name(classroom):
    classroom.hub.pause()
    try:
        host = f"{classroom.name}-ngshare"
        status, said = classroom.exchange.exec_run(["python", "-c", BESIDE_A_SILENT_HUB, host])
    finally:
        classroom.hub.unpause()
    classroom.wait_until_ready()
    seconds, _, answer = said.decode().partition("\n")
    # The guard gives the hub 10 s.
    assert (status, float(seconds) < 5, "The hub does not answer" in answer) == (0, True, True), said.decode()
