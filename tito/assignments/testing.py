"""Runs the visible tests of a module's notebook, as *Validate* and the grader do, and sums up what they show.

It gives no grade: hidden tests and hand-graded answers are not here.
"""

from dataclasses import asdict, dataclass, field

from tito.assignments.notebook import read_notebook
from tito.assignments.release import read_release
from tito.errors import EnvironmentProblem
from tito.workspace import Workspace
from tito.workspace.interpreter import environment


@dataclass(frozen=True)
class Verdict:
    """One visible test cell: `hint` is empty when it passed."""

    name: str
    points: float
    passed: bool
    hint: str = ""
    earned: float = 0


@dataclass
class Report:
    """What a run showed. `problems` are cells that do not parse or stopped, each as a sentence."""

    results: list[Verdict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden_tests: int = 0
    manual_points: float = 0
    seconds: float = 0

    @property
    def all_passed(self) -> bool:
        """False also for a notebook without any test: deleting the tests is not passing them."""
        return bool(self.results) and all(result.passed for result in self.results)

    @property
    def earned(self) -> float:
        return sum(result.earned for result in self.results)

    @property
    def possible(self) -> float:
        return sum(result.points for result in self.results)

    def as_record(self) -> dict:
        """The report as plain data, for --json."""
        return asdict(self) | {"earned": self.earned, "possible": self.possible, "passed": self.all_passed}


def run_tests(workspace: Workspace, module, timeout: float) -> Report:
    """Run the module's notebook. `timeout`: seconds for all cells. WorkError for a damaged notebook."""
    from notebooks.running.interpreter import NoPython
    from notebooks.visible_tests import run_visible_tests

    path = workspace.notebook(module)
    submitted, release = read_notebook(path), read_release(workspace, module)
    try:
        found = run_visible_tests(submitted, release, path.parent, timeout, environment(workspace))
    except NoPython as error:
        raise EnvironmentProblem(f"Python cannot be started: {error}", "Check it: tito system health") from None
    return Report(
        [Verdict(test.name, test.points, test.passed, test.hint, test.earned) for test in found.tests],
        found.problems,
        found.notes,
        found.hidden,
        found.by_hand,
        found.seconds,
    )
