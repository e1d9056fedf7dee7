"""A home that cannot be written, as a file server in trouble leaves it: reading works, writing says what is wrong."""

import os

import docker
import pytest

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def run():
    """Return `run(words)`: a command in a learner's container whose home is mounted read-only; its code and output."""
    engine = docker.from_env()
    image = f"tinytorch-selfhost:{os.environ.get('TINYTORCH_TAG', 'latest')}"
    labels = {"org.tinytorch.classroom": "tt-read-only"}
    volume = engine.volumes.create(labels=labels)
    common = {"network_mode": "none", "labels": labels}

    def mount(mode):
        return {volume.name: {"bind": "/home/student", "mode": mode}}

    engine.containers.run(image, ["sh", "-c", "tito setup && tito module start 01"], remove=True, volumes=mount("rw"), **common)
    container = engine.containers.run(image, ["sleep", "600"], detach=True, volumes=mount("ro"), **common)
    yield lambda words: container.exec_run(["tito", *words.split()])
    container.remove(force=True)
    volume.remove()


@pytest.mark.parametrize("words", ["module list", "module status", "module view 01", "module start 01", "milestone status"])
def test_looking_works(run, words):
    code, output = run(words)
    assert code == 0, output.decode()


@pytest.mark.parametrize("words", ["setup", "module test 01", "module complete 01", "module reset 01", "export 01", "update"])
def test_writing_names_the_cause_and_the_way_out(run, words):
    code, output = run(words)
    said = output.decode()
    assert code == 3, said
    assert "Read-only file system" in said and "Start your server or container again" in said and "Traceback" not in said
