"""DaskExecutor: runs the jobs of a batch on the workers of a Dask scheduler, in the sandboxes that they hold.

Does what the local executor does and nothing else: collecting, scoring and the gradebook stay where the grader is.
A job whose worker is lost runs again on another; a worker that would grade differently is named, not used.
"""

import contextlib
import queue
import uuid
from collections.abc import Iterable, Iterator

from ...errors import GradingError
from ..executor import Job, Result
from .joining import connect, place_sandboxes, unusable, wait_for_workers
from .wire import job_to_text, result_from_text

RESULT_SECONDS = 60.0  # for fetching a result that is there
LOOK_SECONDS = 5.0
KILLED = "the Dask workers ended that ran it, also when it ran alone: look at their logs"


class DaskExecutor:
    """Executor over the Dask scheduler at `address`; options as for DockerSandbox, one sandbox a worker thread.

    For tls:// addresses the files are those of Dask's own settings (distributed.comm.tls).
    """

    def __init__(
        self, address: str, image: str, *, memory_mb=1024, label="grading", runtime="", files=None, env=None, preload=()
    ):  # fmt: skip
        self.address = address
        self.client = connect(address)
        self.name = f"grading-{uuid.uuid4().hex}"
        options = {
            "memory_mb": memory_mb, "label": label, "runtime": runtime,
            "files": files or {}, "env": env or {}, "preload": preload,
        }  # fmt: skip
        try:
            wait_for_workers(self.client, address)
            self.wanted = place_sandboxes(self.client, address, self.name, image, options)
            self.identity = self.wanted["identity"]
        except BaseException:
            self.__exit__()
            raise

    def warm(self) -> None:
        """The workers start their sandboxes as soon as they know of the batch."""

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        with contextlib.suppress(Exception):  # workers end idle sandboxes by themselves
            if self.client.status == "running":
                self.client.unregister_worker_plugin(self.name)
        self.client.close(timeout=5)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        done, open_jobs, suspects = queue.Queue(), {}, []

        def finished():
            future = self._wait(done)
            job = open_jobs.pop(future.key)[0]
            result = self._result(job, future)
            if result.lost == KILLED:
                suspects.append(job)
            else:
                yield job, result

        try:
            for job in jobs:
                self._submit(job, open_jobs, done)
                # As in the local executor: one waiting job per sandbox.
                while len(open_jobs) >= 2 * self._sandboxes() or (open_jobs and not done.empty()):
                    yield from finished()
            while open_jobs:
                yield from finished()
            # A worker that ends takes its neighbours along. Who ends another one, alone on the cluster, did it.
            for job in suspects:
                self._submit(job, open_jobs, done)
                yield job, self._result(job, self._wait(done))
                open_jobs.clear()
        finally:
            if open_jobs:
                with contextlib.suppress(Exception):
                    self.client.cancel([future for _, future in open_jobs.values()], force=True)

    def _submit(self, job: Job, open_jobs: dict, done: queue.Queue) -> None:
        from .sandboxes import run_job

        key = f"{self.name}-{uuid.uuid4().hex}"
        future = self.client.submit(run_job, self.name, self.wanted, job_to_text(job), key=key, pure=False)
        open_jobs[key] = job, future
        future.add_done_callback(done.put)

    def _result(self, job: Job, future) -> Result:
        from distributed import KilledWorker

        try:
            answer = future.result(timeout=RESULT_SECONDS)
        except KilledWorker:
            return Result(lost=KILLED)
        except Exception as error:
            if future.status in ("cancelled", "lost", "pending"):
                raise self._gone() from error
            raise GradingError(f"a Dask worker of {self.address} failed on {job.id}: {error!r}") from error
        if "result" not in answer:
            raise unusable({answer["worker"]: answer["found"]}, self.wanted)
        return result_from_text(answer["result"], job)

    def _wait(self, done: queue.Queue):
        """The next future that is done. Raises GradingError when nobody is left who could finish one."""
        while True:
            with contextlib.suppress(queue.Empty):
                return done.get(timeout=LOOK_SECONDS)
            if self.client.status in ("closing", "closed"):
                raise self._gone()
            if not self._sandboxes():
                wait_for_workers(self.client, self.address)

    def _sandboxes(self) -> int:
        """Threads of all workers, which is sandboxes."""
        try:
            return sum(self.client.nthreads().values())
        except Exception as error:
            raise self._gone() from error

    def _gone(self) -> GradingError:
        return GradingError(
            f"the Dask scheduler at {self.address} went away: start it again and run the command again; what is graded "
            "stays graded."
        )
