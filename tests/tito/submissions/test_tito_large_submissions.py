"""Submissions that are too large, through ngshare's client with the image's own configuration: nothing is dropped in silence."""

import base64
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import learner_notebooks as notebooks
import pytest

CONFIG = Path(__file__).parents[3] / "image" / "etc" / "nbgrader_config.py"


class Exchange(HTTPServer):
    """Takes submissions as ngshare does; `loses` are paths that do not arrive, `refuses` those it leaves out by its rules."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got: list[dict[str, bytes]] = []
        self.loses, self.refuses = set(), set()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(files=[{"path": "01_tensor.ipynb"}])

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        files = {each["path"]: base64.b64decode(each["content"]) for each in json.loads(form["files"][0])}
        kept = {path: data for path, data in files.items() if path not in self.server.loses | self.server.refuses}
        self.server.got.append(kept)
        self.answer(
            timestamp="2026-09-15 21:04:10.635419 UTC", received={path: len(data) for path, data in kept.items()},
            left_out=sorted(self.server.refuses),
        )

    def answer(self, **body):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"success": True, **body}).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def exchange(learner):
    """The exchange of the learner, who has done Module 01."""
    server = Exchange()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config = Path(learner.env["JUPYTER_CONFIG_DIR"])
    config.mkdir()
    (config / "nbgrader_config.py").write_text(CONFIG.read_text())
    learner.env |= {
        "JUPYTERHUB_API_TOKEN": "token", "JUPYTERHUB_USER": "ada", "NGSHARE_URL": f"http://127.0.0.1:{server.server_port}",
        "TINYTORCH_HOME": str(learner.home), "NGSHARE_UPLOAD_LIMIT_MIB": "25",
    }
    learner.write(notebooks.SOLUTION)
    yield server
    server.shutdown()


def with_output(learner, megabytes: int) -> None:
    nb = json.loads(learner.notebook.read_text())
    code = next(cell for cell in nb["cells"] if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * megabytes * 10**6}]
    learner.notebook.write_text(json.dumps(nb))


def sources(data: bytes) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(data)["cells"]]


@pytest.mark.parametrize("megabytes", [22, 70])
def test_a_notebook_with_a_large_output_is_sent_without_it_and_that_is_said(learner, exchange, megabytes):
    with_output(learner, megabytes)

    done = learner.tito("submit", "01")

    assert done.returncode == 0, done.stderr
    (files,) = exchange.got
    assert sources(files["01_tensor.ipynb"]) == sources(learner.notebook.read_bytes())
    assert "The outputs of 01_tensor.ipynb are not sent" in done.stderr
    assert "01_tensor.ipynb without its outputs, " in done.stdout
    assert learner.notebook.stat().st_size > megabytes * 10**6


@pytest.mark.parametrize("size", [19_000_000, 21_000_000, 70_000_000])
def test_what_does_not_fit_is_refused_before_it_is_sent(learner, exchange, size):
    (learner.notebook.parent / "data.csv").write_bytes(os.urandom(size))

    done = learner.tito("submit", "01")

    assert (done.returncode, exchange.got) == (1, [])
    assert "01_tensor is not submitted: it is too large" in done.stderr and "the largest file is data.csv" in done.stderr
    assert "What you submitted before still counts" in done.stderr
    assert not (learner.notebook.parent / "submitted.txt").exists()


def test_the_classrooms_own_limit_holds(learner, exchange):
    learner.env["NGSHARE_UPLOAD_LIMIT_MIB"] = "2"
    (learner.notebook.parent / "data.csv").write_bytes(b"1,2\n" * 500_000)

    done = learner.tito("submit", "01")

    assert (done.returncode, exchange.got) == (1, [])
    assert "the classroom takes 2 MB" in done.stderr


@pytest.mark.parametrize("lost", ["01_tensor.ipynb", "data.csv"])
def test_what_did_not_arrive_is_an_error(learner, exchange, lost):
    (learner.notebook.parent / "data.csv").write_text("1,2\n")
    exchange.loses = {lost}

    done = learner.tito("submit", "01")

    assert done.returncode == 3
    assert f"not all of it arrived: {lost} did not" in done.stderr and "Submit it again" in done.stderr


def test_what_the_classroom_never_takes_is_named_and_no_error(learner, exchange):
    (learner.notebook.parent / "sitecustomize.py").write_text("x = 1\n")
    exchange.refuses = {"sitecustomize.py"}

    done = learner.tito("submit", "01")

    assert done.returncode == 0, done.stderr
    assert "sitecustomize.py was not taken" in done.stderr
    assert "sitecustomize.py, " not in done.stdout
