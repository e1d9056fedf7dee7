"""DockerSandbox, the local executor: one worker with a container per CPU, one submission at a time in each.

Hands out jobs and collects results; what becomes of a submission that ends its container is `worker`'s.
"""

import contextlib
import os
import queue
import threading
from collections.abc import Iterable, Iterator

from ...errors import GradingError
from ..executor import Job, Result
from .connection import SandboxConnection
from .orphans import remove_orphans
from .worker import Worker


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
    """Executor over `workers` containers (default: one per CPU). Limits: `memory_mb` per submission.

    `owner` names the lock that the caller holds: sandboxes that an earlier holder left are removed first.
    """

    def __init__(
        self, image, *, workers=None, memory_mb=1024, label="grading", files=None, env=None, preload=(), owner=""
    ):
        self.client, self.identity = connect(image)
        if owner:
            remove_orphans(self.client, owner)
        self.image = image
        self.options = {
            "memory_mb": memory_mb,
            "label": label,
            "files": files or {},
            "env": env or {},
            "preload": list(preload),
            "owner": owner,
        }
        self.workers = [
            Worker(self._start, memory_mb) for _ in range(workers or len(os.sched_getaffinity(0)))
        ]
        self._warming = [
            threading.Thread(target=self._warm, args=(worker,), daemon=True) for worker in self.workers
        ]
        self.closing = False

    def warm(self):
        """Begin to start the containers, without waiting for them."""
        for thread in self._warming:
            if thread.ident is None:
                thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closing = True
        for thread in self._warming:
            if thread.ident is not None:
                thread.join()
        closing = [threading.Thread(target=worker.drop_box) for worker in self.workers]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()
        self.client.close()

    def _start(self) -> SandboxConnection:
        if self.closing:
            raise GradingError("the sandboxes are being closed")
        sandbox = SandboxConnection(self.client, self.image, **self.options)
        try:
            sandbox.wait_ready()
            if self.closing:
                raise GradingError("the sandboxes are being closed")
        except GradingError:
            sandbox.close()
            raise
        return sandbox

    def _warm(self, worker: Worker):
        with contextlib.suppress(GradingError):  # the first job meets the same error and reports it
            worker.ensure_sandbox()

    def _work(self, worker: Worker, warming: threading.Thread, todo, done):
        warming.join()
        while (job := todo.get()) is not None:
            try:
                done.put((job, worker.run(job)))
            except Exception as error:  # reported by the consumer, which then stops
                done.put((job, error))
        if self.closing:
            worker.drop_box()

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        self.warm()
        todo, done = queue.Queue(), queue.Queue()
        threads = [
            threading.Thread(target=self._work, args=(worker, warming, todo, done), daemon=True)
            for worker, warming in zip(self.workers, self._warming, strict=True)
        ]
        for thread in threads:
            thread.start()
        open_jobs = 0
        try:
            for job in jobs:
                todo.put(job)
                open_jobs += 1
                # One waiting job per worker keeps them busy while the caller records results.
                while open_jobs >= 2 * len(self.workers) or (open_jobs and not done.empty()):
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
