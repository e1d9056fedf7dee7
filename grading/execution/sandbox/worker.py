"""One sandbox after the other, for one submission at a time: a container that dies or falls silent is replaced.

A submission that loses two sandboxes which run other code well is itself to blame; anything else is a fault of
the infrastructure. It decides nothing about points.
"""

from collections.abc import Callable
from dataclasses import replace

from ...errors import NoCellRan, SandboxLost
from ..executor import Job, Result
from ..outputs import checked_run
from ..plain_values import kept, right
from .connection import SandboxConnection

SPARE_SECONDS = 60  # beyond the submission's own limit, for starting, stopping and cleaning
CONTROL = Job("control", [("control", [(0, "6 * 7")])], {}, 30.0)


def rlimits(seconds: float, memory_mb: int) -> dict[str, int]:
    """Limits of a submission's processes, by the names of setrlimit(2)."""
    return {
        "AS": (memory_mb + 512) << 20,
        "NPROC": 64,
        "NOFILE": 256,
        "FSIZE": 64 << 20,
        "MSGQUEUE": 0,
        "MEMLOCK": 0,
        "CORE": 0,
        "CPU": int(seconds) + 10,
    }


def doubtful(job: Job, result: Result) -> bool:
    """Whether a test went well whose checks gave no values, or others than the reference's."""
    return any(
        (run := result.runs.get((notebook, cell))) is not None
        and not run.failed
        and not right(result.values.get((notebook, test, function, 0)), wanted, rtol, atol)
        for notebook, checks in job.expected.items()
        for test, cell, function, wanted, rtol, atol in checks
    )


class Worker:
    """Runs jobs in a sandbox of its own; `start` gives a container that is ready."""

    def __init__(self, start: Callable[[], SandboxConnection], memory_mb: int):
        self.start, self.memory_mb = start, memory_mb
        self.sandbox: SandboxConnection | None = None

    def ensure_sandbox(self) -> SandboxConnection:
        """The running sandbox. Raises GradingError when none can be started."""
        if self.sandbox is None:
            self.sandbox = self.start()
        return self.sandbox

    def give_up(self) -> SandboxConnection | None:
        """The sandbox, if there is one, for the caller to end; the next job gets a new one."""
        sandbox, self.sandbox = self.sandbox, None
        return sandbox

    def drop_box(self) -> None:
        """End the sandbox; the next job gets a new one."""
        if (sandbox := self.give_up()) is not None:
            sandbox.close()

    def run(self, job: Job) -> Result:
        """The result of `job`; its `broke` or `lost` says why there is none.

        Checks after the last cell are cheap, and right for nearly everybody. Where they are not, later cells may have changed
        what was right: the job runs once more, with the checks right after their tests.
        """
        result = self._tried(job)
        if job.checks_after_tests or not doubtful(job, result):
            return result
        again = self._tried(replace(job, checks_after_tests=True))
        again.notes = list(dict.fromkeys([*result.notes, *again.notes]))
        return again

    def _tried(self, job: Job) -> Result:
        for _ in range(2):
            try:
                return self._once(job)
            except SandboxLost as error:
                last = error
                self.drop_box()
            try:
                # A healthy sandbox says that the fault lies with the submission, a broken one that it does not.
                self._once(CONTROL)
            except SandboxLost as error:
                self.drop_box()
                return Result(lost=f"{last}; after that no other code could be run either ({error})")
        return Result(lost=str(last)) if isinstance(last, NoCellRan) else Result(broke=str(last))

    def _once(self, job: Job) -> Result:
        sandbox, result = self.ensure_sandbox(), Result()
        wanted = {(name, index) for name, cells in job.notebooks for index, _ in cells}
        message = {
            "id": job.id,
            "notebooks": job.notebooks,
            "files": job.files,
            "seconds": job.seconds,
            "limits": rlimits(job.seconds, self.memory_mb),
            "trusted": job.trusted,
            "allowed": job.allowed,
            "checks_after_tests": job.checks_after_tests,
        }
        for answer in sandbox.run(message, job.seconds + SPARE_SECONDS):
            if isinstance(note := answer.get("note"), str):
                result.notes.append((answer.get("notebook"), note[:200]))
                continue
            if isinstance(check := answer.get("check"), list):
                result.values[answer.get("notebook"), *check] = kept(answer.get("answer"))
                continue
            key = (answer.get("notebook"), answer.get("cell"))
            if key not in wanted or key in result.runs:
                raise SandboxLost("the sandbox answered for a cell it was not given")
            result.runs[key] = checked_run(answer)
        if wanted and not any(run.status != "not_run" for run in result.runs.values()):
            raise NoCellRan("no cell ran")
        if wanted != set(result.runs):
            raise SandboxLost("the sandbox left cells out")
        if sandbox.must_be_replaced:
            self.drop_box()
        return result
