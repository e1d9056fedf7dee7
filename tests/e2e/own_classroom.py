"""A classroom of the tests' own, on this host: its playbooks, its containers and its people.

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
import requests

ROOT = Path(__file__).parents[2]
# Short, so that the endless loop does not cost five minutes; the course's own limit is checked apart from it.
TIMEOUT_SECONDS = 30
# On any machine, so that a few students are enough for a queue.
STARTS_AT_ONCE = 2
ROSTER = """username,first_name,last_name,email,role
ada,Ada,Adams,ada@example.org,instructor
tess,Tess,Turner,tess@example.org,ta
alice,Alice,Abbot,alice@example.org,student
bob,Bob,O'Brien,bob@example.org,student
carol,Carol,Ünal,carol@example.org,student
"""


class Classroom:
    """A classroom on this host: its playbooks, its containers and its people's one-time passwords."""

    def __init__(self, directory: Path, starts_at_once: int | None = STARTS_AT_ONCE):
        self.name = f"tt-e2e-{secrets.token_hex(3)}"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.roster = directory / "roster.csv"
        self.roster.write_text(ROSTER, encoding="utf-8")
        self.engine = docker.from_env()
        self.starts_at_once = starts_at_once or ""

    def play(self, playbook: str, *arguments: str) -> subprocess.CompletedProcess:
        """Run a playbook for this classroom; the caller looks at returncode and stdout."""
        return subprocess.run(
            [ROOT / "ansible" / "play.sh", playbook, "-e", f"classroom_name={self.name}", "-e",
             f"classroom_port={self.port}", "-e", "classroom_bind_address=127.0.0.1", "-e",
             f"classroom_roster={self.roster}", "-e", f"classroom_spawn_limit={self.starts_at_once}", "-e",
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

    def refusal_of(self, role: str, *command: str) -> str:
        """Run a command that must fail in a container of the classroom and return what it says."""
        status, output = self.container(role).exec_run(list(command))
        assert status != 0, f"{command} in {role} did not fail: {output.decode()}"
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

    def serves(self, username: str) -> bool:
        """Whether the proxy knows the way to a student's server, which refuses a token that is none."""
        headers = {"Authorization": "token none"}
        answer = requests.get(f"{self.url}/user/{username}/api/contents", headers=headers, timeout=5, allow_redirects=False)
        return answer.status_code == 403

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
