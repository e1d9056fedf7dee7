"""What a Dask worker holds for one batch: a warm sandbox for each of its threads.

Runs on the worker's machine, next to that machine's Docker Engine. It knows neither gradebook nor course, and decides
nothing about points.
"""

import contextlib
import hashlib
import queue
import threading
from pathlib import Path

from distributed import WorkerPlugin, get_worker

from ...errors import GradingError
from ..sandbox.pool import DockerSandbox
from .wire import job_from_text, result_to_text

IDLE_SECONDS = 120.0  # a grader that died says no goodbye; its sandboxes end by themselves


def program_digest() -> str:
    """Of the grader's own code: a worker of another version could run the same job differently."""
    package = Path(__file__).parents[2]
    texts = [path.read_bytes() for path in sorted(package.rglob("*.py"))]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


class Sandboxes(WorkerPlugin):
    """One batch's sandboxes in one worker process. `fault` says why there are none."""

    def __init__(self, name: str, image: str, options: dict):
        self.name, self.image, self.options = name, image, options

    def setup(self, worker) -> None:
        self.identity, self.fault, self.program = None, None, program_digest()
        self.all, self.free = [], queue.LifoQueue()
        self.lock, self.resting = threading.Lock(), None
        try:
            for _ in range(worker.state.nthreads):
                self.all.append(DockerSandbox(self.image, workers=1, **self.options))
        except GradingError as error:
            self.fault = str(error)
            return
        self.identity = self.all[0].identity
        for sandbox in self.all:
            sandbox.warm()
            self.free.put(sandbox)
        self._rest_later()

    def teardown(self, worker) -> None:
        self._rest_later(stop=True)
        for sandbox in self.all:
            with contextlib.suppress(GradingError):
                sandbox.__exit__()

    def run(self, text: str) -> str:
        """The result of one job, both as text. Waits for a free sandbox, which there is: one for each thread."""
        sandbox = self.free.get()
        try:
            ((_, result),) = sandbox.run([job_from_text(text)])
            return result_to_text(result)
        finally:
            self.free.put(sandbox)
            self._rest_later()

    def _rest_later(self, *, stop=False) -> None:
        with self.lock:
            if self.resting is not None:
                self.resting.cancel()
            if not stop:
                self.resting = threading.Timer(IDLE_SECONDS, self._rest)
                self.resting.daemon = True
                self.resting.start()

    def _rest(self) -> None:
        """End the containers of the sandboxes that are free; the next job starts them again."""
        free = []
        with contextlib.suppress(queue.Empty):
            while True:
                free.append(self.free.get_nowait())
        for sandbox in free:
            for worker in sandbox.workers:
                worker.drop_box()
            self.free.put(sandbox)


def describe(name: str, dask_worker) -> dict:
    """What a worker would grade with: image id, digest of the grader's code, and its fault."""
    sandboxes = dask_worker.plugins.get(name)
    if sandboxes is None:
        return {"fault": "it has no sandboxes of this batch", "identity": None, "program": None}
    return {"fault": sandboxes.fault, "identity": sandboxes.identity, "program": sandboxes.program}


def run_job(name: str, wanted: dict, text: str) -> dict:
    """Run a job if this worker is as `wanted`; a worker may have come after the batch began. Called by Dask."""
    worker = get_worker()
    found = describe(name, worker)
    if found != wanted:
        return {"worker": worker.address, "found": found}
    try:
        return {"worker": worker.address, "result": worker.plugins[name].run(text)}
    except Exception as error:  # as data: not every exception can travel between processes
        why = str(error) if isinstance(error, GradingError) else f"{type(error).__name__}: {error}"
        return {"worker": worker.address, "found": {**found, "fault": why}}
