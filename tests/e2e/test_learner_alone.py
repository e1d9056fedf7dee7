"""A learner without a classroom: `docker run` and `pip install` answer the same commands in the same way."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import docker
import pytest
from notebooks import Work

from curriculum.course import load_course

pytestmark = [pytest.mark.e2e, pytest.mark.docker]
ROOT = Path(__file__).parents[2]
MODULES = load_course().built_modules[:4]  # what the first part of milestone 01 needs


class InContainer:
    """The image that `docker run` starts, as its own start script leaves it."""

    def __init__(self, engine):
        image = f"tinytorch-selfhost:{os.environ.get('TINYTORCH_TAG', 'latest')}"
        self.container = engine.containers.run(image, detach=True, labels={"org.tinytorch.classroom": "tt-alone"})

    def tito(self, *arguments: str) -> tuple[int, str, str]:
        code, (out, err) = self.container.exec_run(["tito", *arguments], demux=True)
        return code, (out or b"").decode(), (err or b"").decode()

    def read(self, path: str) -> str:
        return self.container.exec_run(["cat", path]).output.decode()

    def write(self, path: str, content: str) -> None:
        shell = self.container.exec_run(["sh", "-c", "cat > $0", path], stdin=True, socket=True).output._sock
        shell.sendall(content.encode())
        shell.shutdown(1)
        while shell.recv(4096):
            pass

    def close(self) -> None:
        self.container.remove(force=True, v=True)


class InVenv:
    """What `pip install` of this checkout gives, in an environment and a directory of its own."""

    def __init__(self, directory: Path):
        self.work = directory / "work"
        self.work.mkdir()
        wheels = directory / "wheels"
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
        subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT], check=True)
        venv.create(directory / "venv", with_pip=True)
        self.bin = directory / "venv" / "bin"
        (wheel,) = wheels.glob("*.whl")
        # Isolated: this checkout on PYTHONPATH would count as an installed TinyTorch.
        subprocess.run([self.bin / "python", "-I", "-m", "pip", "-q", "install", wheel], check=True)
        assert self.tito("setup", str(self.work))[0] == 0

    def tito(self, *arguments: str) -> tuple[int, str, str]:
        environment = {"PATH": f"{self.bin}:/usr/bin:/bin", "HOME": str(self.work.parent), "LANG": "C.UTF-8"}
        done = subprocess.run(
            [self.bin / "tito", *arguments], cwd=self.work, env=environment, capture_output=True, text=True, timeout=120
        )
        return done.returncode, done.stdout, done.stderr

    def read(self, path: str) -> str:
        return Path(path).read_text(encoding="utf-8")

    def write(self, path: str, content: str) -> None:
        Path(path).write_text(content, encoding="utf-8")

    def close(self) -> None:
        pass


@pytest.fixture(scope="module", params=["docker run", "pip install"])
def place(request, tmp_path_factory):
    where = (
        InContainer(docker.from_env()) if request.param == "docker run" else InVenv(tmp_path_factory.mktemp("alone"))
    )
    yield where
    where.close()


def answer(place, *command: str, code: int = 0) -> dict:
    status, out, err = place.tito(*command, "--json")
    assert status == code, err
    return json.loads(out)


def test_setup_and_health_are_fine(place):
    assert place.tito("setup")[0] == 0
    assert place.tito("system", "health")[0] == 0


def test_the_course_is_listed(place):
    listed = answer(place, "module", "list")
    assert [module["number"] for module in listed] == [module.label for module in load_course().modules]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.slug)
def test_a_module_goes_from_blank_to_the_learners_own(place, module):
    work = Work(module.number)
    notebook = answer(place, "module", "start", module.label)["notebook"]
    assert answer(place, "module", "test", module.label, code=1)["earned"] == 0
    place.write(notebook, work.right(place.read(notebook)))
    tested = answer(place, "module", "test", module.label)
    assert tested["earned"] == tested["possible"] > 0
    assert answer(place, "module", "complete", module.label)["origin"] == "yours"


def test_the_milestone_runs_on_the_learners_own_package(place):
    record = answer(place, "milestone", "run", "01", "--part", "forward")
    assert [part["outcome"] for part in record["parts"]] == ["passed"]
    assert {module["origin"] for module in record["modules"] if int(module["number"]) <= len(MODULES)} == {"yours"}


def test_there_is_nothing_to_update(place):
    assert {outcome["state"] for outcome in answer(place, "update")} == {"current"}


def test_submitting_says_what_there_is_instead(place):
    status, _, said = place.tito("submit", "01")
    assert status == 3 and "not a classroom" in said and "tito module test 01" in said
