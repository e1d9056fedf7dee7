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
from .container import connect
from .orphans import remove_orphans
from .ready import Kind, ReadySandboxes
from .worker import Worker


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0))


class DockerSandbox:
    """Executor over `workers` containers (default: one per CPU). Limits: `memory_mb` per submission.

    `owner` names the lock that the caller holds: sandboxes that an earlier holder left are removed first. Those of `ready`
    are taken before new ones are started. The assignment's `files`, `env` and `preload` are as for SandboxConnection.prepare.
    """

    def __init__(
        self, image, *, workers=None, memory_mb=1024, label="grading", runtime="", files=None, env=None, preload=(), owner="",
        ready: ReadySandboxes | None = None,
    ):  # fmt: skip
        self.client, self.identity = connect(image)
        if owner:
            remove_orphans(self.client, owner)
        self.image = image
        self.ready, self.kind = ready, Kind(self.identity, memory_mb, label, runtime)
        self.options = {"memory_mb": memory_mb, "label": label, "owner": owner, "runtime": runtime}
        self.assignment = files or {}, env or {}, list(preload)
        self.workers = [
            Worker(self._start, memory_mb) for _ in range(workers or processors())
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
        left = [sandbox for worker in self.workers if (sandbox := worker.give_up()) is not None]
        if self.ready is not None:
            for sandbox in left:
                self.ready.end(sandbox)
        else:
            closing = [threading.Thread(target=sandbox.close) for sandbox in left]
            for thread in closing:
                thread.start()
            for thread in closing:
                thread.join()
            self.client.close()

    def _start(self) -> SandboxConnection:
        if self.closing:
            raise GradingError("the sandboxes are being closed")
        if self.ready is not None and (sandbox := self.ready.take(self.kind)) is not None:
            try:
                sandbox.prepare(*self.assignment)
                return sandbox
            except GradingError:  # it died while it waited, which is nobody's fault
                sandbox.close()
        sandbox = SandboxConnection(self.client, self.image, **self.options)
        try:
            sandbox.wait_ready()
            sandbox.prepare(*self.assignment)
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
