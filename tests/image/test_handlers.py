"""docs/handlers.md names every address that the images mount: an upgrade that brings a new one fails here."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import requests
from handler_table import WHO, served

pytestmark = pytest.mark.docker
TAG = os.environ.get("TINYTORCH_TAG", "latest")
EXCHANGE = """
from ngshare_guard.handlers import routes
from tornado.web import RequestHandler
print("MOUNTED")
for address, handler in dict(routes("")).items():
    names = ("get", "post", "put", "patch", "delete")
    methods = [name.upper() for name in names if getattr(handler, name) is not getattr(RequestHandler, name)]
    print(",".join(methods), "/" + address.lstrip("/"))
"""


def mounted(image: str, script: str) -> set[str]:
    """Lines "METHODS address" of the servers that a script makes in an image."""
    done = subprocess.run(
        ["docker", "run", "--rm", "-i", "--network", "none", "-e", "NGSHARE_URL=http://exchange", f"tinytorch-{image}:{TAG}",
         "python", "-"],
        input=script, capture_output=True, text=True, timeout=300,
    )
    assert "MOUNTED" in done.stdout, done.stderr[-3000:]
    return set(done.stdout.partition("MOUNTED\n")[2].splitlines())


@pytest.mark.parametrize(("title", "image"), [("formgrader", "staff"), ("A student's server", "student")])
def test_every_address_of_a_server_is_in_the_table(title, image):
    found = mounted(image, (Path(__file__).parent / "mounted.py").read_text(encoding="utf-8"))
    assert found == {f"{row.methods} {row.address}" for row in served(title)}


def test_every_address_of_the_exchange_is_in_the_table():
    assert mounted("ngshare", EXCHANGE) == {f"{row.methods} {row.address}" for row in served("The exchange")}


def test_the_table_says_who():
    rows = [row for title in ("formgrader", "A student's server", "The exchange") for row in served(title)]
    assert len(rows) > 120 and {row.who for row in rows} <= set(WHO)


def test_every_row_can_be_called():
    for row in (*served("formgrader"), *served("A student's server")):
        assert re.fullmatch(row.address.removesuffix("$"), row.sample), (row.address, row.sample)


def test_formgrader_has_no_way_to_code_or_files():
    words = ("kernels", "terminals", "contents", "nbconvert", "/view", "lsp", "config", "shutdown", "sessions")
    assert [row.address for row in served("formgrader") if any(word in row.address for word in words)] == []


def test_a_stranger_gets_an_answer_from_every_address_of_a_student_s_server(below_a_prefix):
    address, _ = below_a_prefix.address()
    failed = {}
    for row in served("A student's server"):
        for method in row.methods.replace("-", "GET").split(",") if row.sample.startswith("/") else ():
            # An address that never answers ends the test by the time-out.
            answer = requests.request(method, address + row.sample, allow_redirects=False, timeout=60)
            if answer.status_code >= 500 or (row.who == "owner" and answer.status_code not in (302, 403, 404)):
                failed[method, row.sample] = answer.status_code
    assert failed == {} and "Traceback" not in below_a_prefix.container.logs().decode()
    icon = requests.get(f"{address}/favicon.ico", timeout=30)
    assert icon.status_code == 200 and icon.content.startswith(b"\0\0\1\0")
    assert requests.get(f"{address}/robots.txt", timeout=30).status_code == 404


FIELDS = ("course_id", "assignment_id", "path")
BODIES = (
    b"", b"x", b"\xff", b"[]", b"null", b"5", b"[" * 100_000,
    *(json.dumps(dict.fromkeys(FIELDS, odd)).encode() for odd in (None, "", 5, ["x"], {"x": 1}, "a\0", "\ud800")),
)  # fmt: skip
NAMES = (b'{"course_id": "x"}', b'{"assignment_id": "x"}', b'{"course_id": "x", "assignment_id": "../x"}',
         *(json.dumps({"course_id": "x", "assignment_id": "x", field: "n" * 5000}).encode() for field in FIELDS[:2]))


@pytest.mark.parametrize("action", ["fetch", "submit", "fetch_feedback", "validate"])
def test_a_button_s_address_says_what_is_wrong_with_a_request(below_a_prefix, action):
    address, token = below_a_prefix.address()
    owner = {"headers": {"Authorization": f"token {token}"}, "timeout": 60}
    for body in (*BODIES, *(NAMES if action != "validate" else ())):
        answer = requests.post(f"{address}/assignments/{action}", body, **owner)
        assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/json"), (body[:60], answer.text[:300])
        assert any(word in answer.json()["message"] for word in ("field", "JSON", "UTF-8")), answer.text
    long = requests.post(f"{address}/assignments/validate", json={"path": "n" * 5000}, **owner)
    assert (long.status_code, long.json()["success"]) == (200, False) and "too long" in long.json()["value"]


@pytest.mark.parametrize("query", [
    "assignments", "assignments?course_id=%00", "assignments?course_id=" + "n" * 5000, "nbgrader_version",
    "lab/api/licenses/?format=x", "lab/api/licenses/?bundles=(", "lab/api/licenses/?full_text=x",
])  # fmt: skip
def test_a_list_that_cannot_be_had_like_this_is_refused(below_a_prefix, query):
    address, token = below_a_prefix.address()
    answer = requests.get(f"{address}/{query}", headers={"Authorization": f"token {token}"}, timeout=60)
    assert answer.status_code == 400, answer.text[:300]


def test_a_deleted_folder_of_modules_does_not_take_the_lists_with_it(below_a_prefix):
    address, token = below_a_prefix.address()
    below_a_prefix.run("rm", "-rf", "/home/student/modules")
    answer = requests.get(f"{address}/courses", headers={"Authorization": f"token {token}"}, timeout=60)
    assert answer.status_code == 200 and "success" in answer.json()
