"""Grading on a Dask cluster of real processes: the same gradebook as on one machine, also when a worker is killed."""

import shutil
import signal
import subprocess

import coursework
import dask
import pytest
from containers import IMAGE
from coursework import changed, submit
from dask_cluster import Cluster, stop

from grading.errors import GradingError
from grading.execution.cluster import joining
from grading.execution.cluster.dask_executor import DaskExecutor
from grading.execution.cluster.wire import job_from_text, job_to_text, result_from_text, result_to_text
from grading.execution.executor import CellRun, Job, Result
from grading.messages.reporter import Reporter
from grading.pipeline import run as batch_run
from grading.records.context import open_assignment

docker = pytest.mark.docker
SLOW = "import time\ntime.sleep(1)\ndef add(a, b): return a + b"

# Loaded by a worker: whoever gets the job called poison dies of it. No student code can do this from its sandbox.
POISON = """
import os, signal
from grading.execution.cluster.sandboxes import Sandboxes
def run(self, text, run=Sandboxes.run):
    result = run(self, text)
    return os.kill(os.getpid(), signal.SIGKILL) if '"poison"' in text else result
Sandboxes.run = run
"""


def job(name, *cells, seconds=10.0):
    return Job(name, [("nb", list(enumerate(cells)))], {}, seconds)


@pytest.fixture(scope="module")
def cluster():
    with Cluster() as one:
        one.add_worker(threads=2)
        yield one


def test_a_job_and_its_result_survive_the_wire():
    sent = Job("ada", [("nb", [(0, "1"), (3, "ä\0")])], {"x": "eA=="}, 300.0, {"nb": {"3": ["numpy"]}}, ["numpy.add"],
               {"nb": [["test", 3, "add", {"values": {"text": "ä"}}, 1e-3, 1e-5]]}, True)  # fmt: skip
    runs = {("nb", 0): CellRun("ran", [], 0.5, "", 3, ("numpy.add",)), ("nb", 3): CellRun("ran")}
    result = Result(runs, None, None, [("nb", "odd")], {("nb", "test", "add", 0): {"value": [1.5]}})
    assert job_from_text(job_to_text(sent)) == sent
    assert result_from_text(result_to_text(result), sent) == result


@pytest.mark.parametrize("text", ["[]", "{}", "no", '{"runs": [], "lost": null, "broke": null, "notes": [], "values": []}'])
def test_what_is_no_result_is_not_taken_for_one(text):
    with pytest.raises(GradingError, match="a worker answered for ada"):
        result_from_text(text, job("ada", "1"))


def test_no_scheduler_is_an_error_that_names_address_and_fix(monkeypatch):
    monkeypatch.setattr(joining, "CONNECT_SECONDS", 1.0)
    with pytest.raises(GradingError, match="answers at tcp://127.0.0.1:9 .*GRADING_CLUSTER"):
        DaskExecutor("tcp://127.0.0.1:9", IMAGE)


def test_a_scheduler_without_workers_says_how_to_start_one(monkeypatch):
    monkeypatch.setattr(joining, "WORKERS_SECONDS", 1.0)
    with Cluster() as empty, pytest.raises(GradingError, match=f"dask worker {empty.address}"):
        DaskExecutor(empty.address, IMAGE)


@docker
def test_jobs_are_drawn_only_as_there_is_room(cluster, sandbox):
    drawn, ahead = 0, []

    def jobs():
        nonlocal drawn
        for number in range(12):
            drawn += 1
            yield job(f"s{number}", "6 * 7")

    with DaskExecutor(cluster.address, IMAGE, label=sandbox) as executor:
        for finished, (_, result) in enumerate(executor.run(jobs())):
            assert result.runs["nb", 0].outputs[0]["data"] == {"text/plain": "42"}
            ahead.append(drawn - finished)
    assert len(ahead) == 12
    assert max(ahead) <= 2 * 2


@docker
def test_an_image_that_a_worker_lacks_names_the_worker(cluster, sandbox):
    with pytest.raises(GradingError, match=r"tcp://127.0.0.1:\d+: The sandbox image nobody/has-this:1 does not exist"):
        DaskExecutor(cluster.address, "nobody/has-this:1", label=sandbox)


@docker
def test_workers_with_other_images_of_the_same_name_are_refused(cluster, sandbox, monkeypatch):
    with DaskExecutor(cluster.address, IMAGE, label=sandbox) as executor:
        executor.wanted = executor.wanted | {"identity": "sha256:another"}
        with pytest.raises(GradingError, match="its sandbox image is sha256:.*, another's is sha256:another.*docker save"):
            list(executor.run([job("ada", "1")]))


@docker
def test_a_worker_with_another_grader_is_refused(cluster, sandbox, monkeypatch):
    monkeypatch.setattr("grading.execution.cluster.sandboxes.program_digest", lambda: "older")
    with pytest.raises(GradingError, match="its grader is of another version"):
        DaskExecutor(cluster.address, IMAGE, label=sandbox)


@docker
def test_a_killed_worker_changes_no_grade(course, right, autograde, sandbox, tmp_path):
    for number in range(8):
        submit(course, f"s{number}", changed(right, add=SLOW if number % 2 else "def add(a, b): return 0"))
    local = shutil.copytree(course, tmp_path / "local")
    with Cluster() as two:
        victim, _ = two.add_worker(), two.add_worker()
        two.wait_for_workers(2)

        def say(line):
            if line.startswith("[2/"):
                stop(victim, signal.SIGKILL)

        with open_assignment(course, coursework.ASSIGNMENT, Reporter(say), cluster=two.address) as one:
            assert batch_run.autograde(one) == 8
        assert victim.poll() == -signal.SIGKILL
    autograde(local)
    assert coursework.tables(course) == coursework.tables(local)


@docker
def test_a_job_that_ends_its_workers_is_lost_and_the_others_are_not(sandbox, tmp_path):
    (tmp_path / "poison.py").write_text(POISON)
    with Cluster(allowed_failures=0) as fragile:
        for _ in range(3):
            fragile.add_worker(preload=tmp_path / "poison.py")
        fragile.wait_for_workers(3)
        with DaskExecutor(fragile.address, IMAGE, label=sandbox) as executor:
            found = {one.id: result for one, result in executor.run([job("poison", "1"), job("ada", "1"), job("tom", "1")])}
    assert "also when it ran alone" in found["poison"].lost
    assert found["ada"].lost is None and found["tom"].lost is None


@pytest.fixture
def certificate(tmp_path):
    """Dask's settings for a key that signs itself: this site's authority and all its hosts in one."""
    key, pem = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*made, "-keyout", key, "-out", pem], check=True, capture_output=True)
    roles = {f"tls.{role}.{kind}": str(path) for role in ("client", "scheduler", "worker") for kind, path in
             (("key", key), ("cert", pem))}
    return {"require-encryption": True, "tls.ca-file": str(pem)} | roles


@docker
def test_with_tls_nobody_without_the_key_gets_in(sandbox, certificate, monkeypatch):
    prefix = "DASK_DISTRIBUTED__COMM__"
    settings = {prefix + name.replace(".", "__").replace("-", "_").upper(): str(value) for name, value in certificate.items()}
    monkeypatch.setattr(joining, "CONNECT_SECONDS", 5.0)
    with Cluster(scheme="tls", **settings) as closed:
        closed.add_worker()
        with dask.config.set({f"distributed.comm.{name}": value for name, value in certificate.items()}):
            with DaskExecutor(closed.address, IMAGE, label=sandbox) as executor:
                ((_, result),) = executor.run([job("ada", "6 * 7")])
            with pytest.raises(GradingError, match="no Dask scheduler answers"):
                DaskExecutor(closed.address.replace("tls", "tcp"), IMAGE, label=sandbox)
        assert result.runs["nb", 0].outputs[0]["data"] == {"text/plain": "42"}
        with pytest.raises(GradingError, match="no Dask scheduler answers"):
            DaskExecutor(closed.address, IMAGE, label=sandbox)


@docker
def test_a_scheduler_that_goes_away_stops_the_batch_with_its_address(sandbox):
    with Cluster() as short, pytest.raises(GradingError, match=f"scheduler at {short.address} went away"):
        short.add_worker()
        with DaskExecutor(short.address, IMAGE, label=sandbox) as executor:
            for _ in executor.run(job(f"s{number}", "import time; time.sleep(1)") for number in range(9)):
                stop(short.scheduler, signal.SIGKILL)
