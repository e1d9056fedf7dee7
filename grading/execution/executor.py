"""What a submission is to the side that runs it: cells in, outputs out. Holds no Docker and no points.

Any engine that can run a `Job` and answer a `Result` is an `Executor`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass
class Job:
    """Cells of one submission: per notebook a list of (position, source); plus its data files in base64."""

    id: str
    notebooks: list[tuple[str, list[tuple[int, str]]]]
    files: dict[str, str]
    seconds: float
    # By notebook: what its cells may rely on, see notebooks/content/trust.py.
    trusted: dict[str, dict] = field(default_factory=dict)
    # What answers may change of the framework or the interpreter; None: whatever they like, it is only named.
    allowed: list[str] | None = None
    # By notebook, for who runs the sandbox and not for what is inside: the answers to checks, see pipeline/value_comparison.py.
    expected: dict[str, list[list]] = field(default_factory=dict)
    # Whether checks are made right after their tests, in forks of the process, and not all after the last cell.
    checks_after_tests: bool = False


@dataclass
class CellRun:
    """One cell as it ran. `status`: ran, timeout, died or not_run; `line` is where an error left the cell;
    `changed` names what it changed of that on which tests rest, as far as the process says so.
    """

    status: str
    outputs: list[dict] = field(default_factory=list)
    seconds: float = 0.0
    why: str = ""
    line: int | None = None
    changed: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the cell did not run to its end, or ended with an error."""
        return self.status != "ran" or any(output["output_type"] == "error" for output in self.outputs)


@dataclass
class Result:
    """Runs by (notebook, position). `lost` names an infrastructure fault: nothing may be graded by it.

    `broke` names how the submission ended its sandbox, twice, while other code ran well: that is graded, with 0.
    """

    runs: dict[tuple[str, int], CellRun] = field(default_factory=dict)
    lost: str | None = None
    broke: str | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)  # (notebook, what a person should know)
    # Answers to checks, unchecked, by (notebook, test cell, function, number of the seed).
    values: dict[tuple, dict] = field(default_factory=dict)


class Executor(Protocol):
    """Runs jobs somewhere safe. Used as a context manager."""

    identity: str  # what the cells run in: the image's id, the same wherever they run

    def warm(self) -> None:
        """Begin to get ready, without waiting for it."""
        ...

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        """Yield each job with its result as they finish. Draws jobs only as it has room for them."""
        ...
