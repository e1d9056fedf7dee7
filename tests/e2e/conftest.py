"""A whole classroom for the end-to-end tests, provisioned by the same playbooks that `make up` runs.

It has a name, a port and a label of its own and is deleted afterwards, so a classroom on the same host is never touched.
"""

import csv
import io
import os
import re
import secrets
import socket
import subprocess
import tarfile
import time
from pathlib import Path

import docker
import pytest
from playwright.sync_api import sync_playwright

from pages import SCREENSHOTS

ROOT = Path(__file__).parents[2]
# Short, so that the endless loop does not cost five minutes; the course's own limit is checked apart from it.
TIMEOUT_SECONDS = 30
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
ROSTER = """username,first_name,last_name,email,role
ada,Ada,Adams,ada@example.org,instructor
tess,Tess,Turner,tess@example.org,ta
alice,Alice,Abbot,alice@example.org,student
bob,Bob,O'Brien,bob@example.org,student
carol,Carol,Ünal,carol@example.org,student
"""


class Classroom:
    """A classroom on this host: its playbooks, its containers and its people's one-time passwords."""

    def __init__(self, directory: Path):
        self.name = f"tt-e2e-{secrets.token_hex(3)}"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.roster = directory / "roster.csv"
        self.roster.write_text(ROSTER, encoding="utf-8")
        self.engine = docker.from_env()

    def play(self, playbook: str, *arguments: str) -> subprocess.CompletedProcess:
        """Run a playbook for this classroom; the caller looks at returncode and stdout."""
        return subprocess.run(
            [ROOT / "ansible" / "play.sh", playbook, "-e", f"classroom_name={self.name}", "-e",
             f"classroom_port={self.port}", "-e", "classroom_bind_address=127.0.0.1", "-e",
             f"classroom_roster={self.roster}", "-e",
             f"classroom_grading_timeout_seconds={TIMEOUT_SECONDS}", *arguments],
            capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=ROOT,
        )

    def container(self, role: str):
        return self.engine.containers.get(f"{self.name}-{role}")

    def run_in(self, role: str, *command: str) -> str:
        """Run a command in a container of the classroom and return its output; fails the test when it fails."""
        status, output = self.container(role).exec_run(list(command))
        assert status == 0, f"{command} in {role}: {output.decode()}"
        return output.decode()

    def read_home(self, username: str, path: str) -> str:
        return self.run_in(f"user-{username}", "cat", f"/home/student/{path}")

    def write_home(self, username: str, path: str, content: str) -> None:
        """Save a file in a student's home as that student."""
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            entry = tarfile.TarInfo(path)
            entry.size, entry.uid, entry.gid, entry.mtime = len(content.encode()), 1000, 1000, time.time()
            tar.addfile(entry, io.BytesIO(content.encode()))
        self.container(f"user-{username}").put_archive("/home/student", archive.getvalue())

    def read_volume(self, volume: str, path: str) -> str:
        """Read a file of one of the classroom's volumes, whether or not a container uses it."""
        return self.engine.containers.run(
            self.student_image, ["cat", f"/volume/{path}"], remove=True, labels={"org.tinytorch.classroom": self.name},
            volumes={f"{self.name}-{volume}": {"bind": "/volume", "mode": "ro"}},
        ).decode()

    def running(self) -> list[str]:
        """Names of the classroom's running containers."""
        return [container.name for container in self.engine.containers.list(filters={"name": f"^/{self.name}-"})]

    @property
    def student_image(self) -> str:
        return f"tinytorch-student:{os.environ.get('TINYTORCH_TAG', 'latest')}"

    def one_time_passwords(self) -> dict[str, str]:
        content = self.run_in("hub", "cat", "/srv/hub/one-time-passwords.csv")
        return {row["username"]: row["password"] for row in csv.DictReader(io.StringIO(content))}


def changed_tasks(output: str) -> int:
    """Return how many tasks Ansible's recap calls changed."""
    return sum(int(count) for count in re.findall(r"changed=(\d+)", output))


@pytest.fixture(scope="session")
def classroom(tmp_path_factory):
    room = Classroom(tmp_path_factory.mktemp("classroom"))
    try:
        first = room.play("site.yml")
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
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


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
