"""Sandboxes kept ready between batches: taken before new ones are started, used once, dropped when they no longer fit."""

import threading

import docker
import pytest
from containers import IMAGE, containers

from grading.execution.executor import Job
from grading.execution.sandbox.pool import DockerSandbox
from grading.execution.sandbox.ready import ReadySandboxes

pytestmark = pytest.mark.docker

LEAVES = "open('/tmp/left', 'w').write('mine'); open('/dev/shm/left', 'w').write('mine')"
LOOKS = "import glob; glob.glob('/tmp/*') + glob.glob('/dev/shm/*') + glob.glob('/sandbox/*/left')"


def ids(of) -> set[str]:
    return {container.id for container in of}


@pytest.fixture
def ready(sandbox):
    kept = ReadySandboxes(f"ready-{sandbox}")
    yield kept
    kept.close()


@pytest.fixture
def keep(ready, sandbox):
    """Keep one ready and wait for it; the id of its container."""

    def keep(seconds=60.0, memory_mb=1024):
        ready.keep(IMAGE, memory_mb, sandbox, 1, seconds)
        return ready.waiting[0].result().container.id

    return keep


def batch(ready, sandbox, cell, **options) -> tuple[str, list]:
    """A batch of one submission: the container that ran it, and the cell's outputs."""
    with DockerSandbox(IMAGE, workers=1, label=sandbox, ready=ready, **options) as executor:
        ((_, result),) = executor.run([Job("ada", [("nb", [(0, cell)])], {}, 10.0)])
        return executor.workers[0].sandbox.container.id, result.runs["nb", 0].outputs


def test_a_batch_takes_what_is_ready_and_the_next_one_gets_another(ready, keep, sandbox):
    first = keep()
    given = {"files": {"given/tinytorch/core/tensor.py": "given = 7"}, "env": {"GIVEN": "yes"}, "preload": ["os"]}
    ran, outputs = batch(ready, sandbox, f"{LEAVES}; import os; os.environ['GIVEN']", **given)
    assert ran == first and outputs[0]["data"]["text/plain"] == "'yes'"

    second = keep()
    ran, outputs = batch(ready, sandbox, f"{LOOKS}, __import__('os').environ.get('GIVEN')")
    assert ran == second != first and outputs[0]["data"]["text/plain"] == "([], None)"
    assert batch(ready, sandbox, "1")[0] not in (first, second)  # none is ready now


def test_one_that_died_while_it_waited_is_replaced_without_a_word(ready, keep, sandbox):
    docker.from_env().containers.get(dead := keep()).kill()
    ran, outputs = batch(ready, sandbox, "6 * 7")
    assert ran != dead and outputs[0]["data"]["text/plain"] == "42"


def test_one_of_other_limits_or_of_another_image_is_not_used(ready, keep, sandbox, monkeypatch):
    small = keep(memory_mb=256)
    assert batch(ready, sandbox, "1")[0] != small
    large = keep()
    assert large != small and small not in ids(containers(sandbox))  # keeping others ended it
    monkeypatch.setattr("grading.execution.sandbox.pool.connect", lambda image: (docker.from_env(), "sha256:another"))
    assert batch(ready, sandbox, "1")[0] != large


def test_those_that_nobody_asks_for_end(ready, keep, sandbox):
    removed, close = threading.Event(), docker.models.containers.Container.remove
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docker.models.containers.Container, "remove", lambda *a, **k: (close(*a, **k), removed.set()))
        kept = keep(seconds=0.2)
        assert removed.wait(60)
    assert not ready.waiting and kept not in ids(containers(sandbox))


def test_none_is_kept_when_none_is_wanted_and_a_dead_keepers_are_removed(ready, sandbox):
    ready.keep(IMAGE, 1024, sandbox, 0, 60)
    assert containers(sandbox) == []
    before = ReadySandboxes(ready.owner)
    before.keep(IMAGE, 1024, sandbox, 1, 60)
    orphan = before.waiting[0].result().container.id
    again = ReadySandboxes(ready.owner)
    again.keep(IMAGE, 1024, sandbox, 0, 60)
    assert orphan not in ids(containers(sandbox))
    before.close()
    again.close()
