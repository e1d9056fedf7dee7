"""DockerSandbox, the local executor: one container per worker, one submission at a time in each.

A container that dies or falls silent is replaced and its submission tried once more; a second loss becomes a
result marked lost. It decides nothing about points.
"""

import os
import queue
import threading
from collections.abc import Iterable, Iterator

from ..errors import GradingError, SandboxLost
from ..executor import Job, Result
from ..outputs import checked_run
from .container import Container

SPARE_SECONDS = 60  # beyond the submission's own limit, for starting, stopping and cleaning


def connect(image: str):
    """A Docker client and the image's id, or an error that says what is missing."""
    import docker
    from docker.errors import DockerException, ImageNotFound

    try:
        client = docker.from_env(timeout=120)
        client.ping()
    except DockerException as error:
        where = os.environ.get("DOCKER_HOST", "/var/run/docker.sock")
        raise GradingError(
            f"Docker does not answer at {where}: start the Docker Engine, give this user access to "
            "its socket, or set DOCKER_HOST."
        ) from error
    try:
        return client, client.images.get(image).id
    except ImageNotFound as error:
        raise GradingError(
            f"The sandbox image {image} does not exist on this Docker Engine: build it, or name "
            "another with --image or GRADING_SANDBOX_IMAGE."
        ) from error


class DockerSandbox:
    """Executor over `workers` containers (default: one per CPU). Limits: `memory_mb` per submission."""

    def __init__(self, image, *, workers=None, memory_mb=1024, label="grading", files=None, env=None):
        self.client, self.identity = connect(image)
        self.workers = workers or len(os.sched_getaffinity(0))
        self.options = {"memory_mb": memory_mb, "label": label, "files": files or {}, "env": env or {}}
        self.image, self.memory_mb = image, memory_mb
        self.containers: list[Container | None] = [None] * self.workers
        self._starting = [
            threading.Thread(target=self._start, args=(slot,), daemon=True) for slot in range(self.workers)
        ]
        self.fault: GradingError | None = None
        self.closing = False

    def warm(self):
        """Begin to start the containers, without waiting for them."""
        for thread in self._starting:
            if thread.ident is None:
                thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closing = True
        for thread in self._starting:
            if thread.ident is not None:
                thread.join()
        closing = [threading.Thread(target=box.close) for box in self.containers if box]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()
        self.client.close()

    def _start(self, slot):
        try:
            box = self.containers[slot] = Container(self.client, self.image, **self.options)
            box.wait_ready()
        except GradingError as error:
            self.fault = error
        if self.closing and self.containers[slot]:
            self.containers[slot].close()

    def _message(self, job: Job) -> dict:
        limits = {
            "AS": (self.memory_mb + 512) << 20,
            "NPROC": 64,
            "NOFILE": 256,
            "FSIZE": 64 << 20,
            "CORE": 0,
            "CPU": int(job.seconds) + 10,
        }
        return {
            "id": job.id,
            "notebooks": job.notebooks,
            "files": job.files,
            "seconds": job.seconds,
            "limits": limits,
        }

    def _once(self, slot: int, job: Job) -> Result:
        if self.closing:
            raise GradingError("the sandboxes are being closed")
        if self.containers[slot] is None:
            self._start(slot)
        if self.fault:
            raise self.fault
        result = Result()
        wanted = {(name, index) for name, cells in job.notebooks for index, _ in cells}
        for message in self.containers[slot].run(self._message(job), job.seconds + SPARE_SECONDS):
            if isinstance(note := message.get("note"), str):
                result.notes.append((message.get("notebook"), note[:200]))
                continue
            key = (message.get("notebook"), message.get("cell"))
            if key not in wanted or key in result.runs:
                raise SandboxLost("the sandbox answered for a cell it was not given")
            result.runs[key] = checked_run(message)
        if wanted and not any(run.status != "not_run" for run in result.runs.values()):
            raise SandboxLost("no cell ran")
        if wanted != set(result.runs):
            raise SandboxLost("the sandbox left cells out")
        return result

    def _job(self, slot: int, job: Job) -> Result:
        why = ""
        for _ in range(2):
            try:
                return self._once(slot, job)
            except SandboxLost as error:
                why = str(error)
                if self.containers[slot]:
                    self.containers[slot].close()
                self.containers[slot] = None
        return Result(lost=why)

    def _work(self, slot, todo, done):
        self._starting[slot].join()
        while (job := todo.get()) is not None:
            try:
                done.put((job, self._job(slot, job)))
            except Exception as error:  # reported by the consumer, which then stops
                done.put((job, error))

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        self.warm()
        todo, done = queue.Queue(), queue.Queue()
        threads = [
            threading.Thread(target=self._work, args=(slot, todo, done), daemon=True)
            for slot in range(self.workers)
        ]
        for thread in threads:
            thread.start()
        open_jobs = 0
        try:
            for job in jobs:
                todo.put(job)
                open_jobs += 1
                # One waiting job per worker keeps them busy while the caller records results.
                while open_jobs >= 2 * self.workers or (open_jobs and not done.empty()):
                    open_jobs -= 1
                    yield self._checked(done.get())
            for _ in range(open_jobs):
                yield self._checked(done.get())
        finally:
            for _ in threads:
                todo.put(None)

    @staticmethod
    def _checked(item):
        if isinstance(item[1], Exception):
            raise item[1]
        return item
