"""What the spawner and the grader really ask for passes the policy: neither changes without the other being told.

The engine is one that writes down what it is asked; the requests are DockerSpawner's and the Docker library's own.
"""

import json
import socketserver
import threading
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace

import docker
import pytest
from dockerspawner import DockerSpawner
from engine_bodies import PROFILE
from event_loop import run_apart
from settings_table import environment
from traitlets.config import Config

from grading.execution.sandbox import container
from hub.engine.policy import Grader, Hub
from hub.engine.routes import read_call
from hub.servers import spawner
from hub.settings import load_settings

NAME, IMAGE = "room", "tinytorch-student:abc"


class Engine(BaseHTTPRequestHandler):
    """Answers as if every container that is asked for were made."""

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.partition("?")[0].endswith("/create"):
            self.server.asked.append((read_call(self.command, self.path), body))
        said = json.dumps({"ApiVersion": "1.41", "Id": "c0ffee", "Warnings": []}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = answer

    def address_string(self):
        return "client"

    def log_message(self, *_):
        pass


@pytest.fixture
def engine(tmp_path, monkeypatch):
    """The creations asked for at DOCKER_HOST, as a list of (call, body)."""
    path = str(tmp_path / "engine.sock")
    with socketserver.ThreadingUnixStreamServer(path, Engine) as server:
        server.asked, server.daemon_threads = [], True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("DOCKER_HOST", f"unix://{path}")
        yield server.asked
        server.shutdown()


class OneStudent(DockerSpawner):
    """The spawner as it is configured, without a hub that has users, tokens and an address."""

    def get_env(self):
        return {"JUPYTERHUB_API_TOKEN": "secret"}

    async def get_command(self):
        return ["start-server"]


@pytest.mark.parametrize("person, runtime", [
    *((name, "") for name in ("alice", "anna-lena.o_neill@uni.example.edu", "1.2", "a" * 64)), ("alice", "runsc"),
])  # fmt: skip
def test_the_spawners_request_passes(engine, person, runtime, monkeypatch):
    monkeypatch.setattr(OneStudent, "_client", None)  # kept by the class, with the last test's socket
    config = Config()
    given = environment("hub") | {f"CLASSROOM_{name}_TOKEN": "t" for name in ("ADMIN", "NGSHARE", "FORMGRADER")}
    given |= {"CLASSROOM_NAME": NAME, "CLASSROOM_STUDENT_IMAGE": IMAGE, "CLASSROOM_RUNTIME": runtime}
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    spawner.configure(config, load_settings())
    user = SimpleNamespace(name=person, escaped_name=person, url=f"/user/{person}")
    one = OneStudent(config=config, user=user, hub=SimpleNamespace())
    run_apart(one.create_object())
    ((call, body),) = engine
    assert json.loads(Hub(NAME, IMAGE, PROFILE, runtime).creation(call, body)) == json.loads(body)
    assert json.loads(body)["HostConfig"].get("Runtime", "") == runtime


@pytest.mark.parametrize("runtime", ["", "runsc"])
def test_the_graders_request_passes(engine, runtime):
    client = docker.from_env()
    container.create(client, IMAGE, memory_mb=1024, label=NAME, owner="lock", runtime=runtime)
    client.close()
    ((call, body),) = engine
    assert json.loads(Grader(NAME, IMAGE, PROFILE, runtime).creation(call, body)) == json.loads(body)
    assert json.loads(body)["HostConfig"].get("Runtime", "") == runtime
