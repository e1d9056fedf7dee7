"""docs/handlers.md names every address that the images mount: an upgrade that brings a new one fails here."""

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


def test_nothing_that_is_anybodys_on_a_student_s_server_fails(below_a_prefix):
    address, _ = below_a_prefix.address()
    failed = {}
    for row in served("A student's server"):
        if row.who == "anyone" and row.sample.startswith("/"):
            answer = requests.get(address + row.sample, allow_redirects=False, timeout=30)
            if answer.status_code >= 500:
                failed[row.sample] = answer.status_code
    assert failed == {} and "Traceback" not in below_a_prefix.container.logs().decode()
    icon = requests.get(f"{address}/favicon.ico", timeout=30)
    assert icon.status_code == 200 and icon.content.startswith(b"\0\0\1\0")
    assert requests.get(f"{address}/robots.txt", timeout=30).status_code == 404
