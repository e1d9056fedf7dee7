"""Runs the visible tests of a module's notebook, as *Validate* and the grader do.

It gives no grade: hidden tests and hand-graded answers are not here.
"""

from notebooks.running.interpreter import NoPython
from notebooks.visible_tests import VisibleTests, run_visible_tests
from tito.assignments.notebook import read_notebook
from tito.assignments.release import read_release
from tito.errors import EnvironmentProblem
from tito.workspace import Workspace
from tito.workspace.interpreter import environment


def run_tests(workspace: Workspace, module, timeout: float) -> VisibleTests:
    """Run the module's notebook. `timeout`: seconds for all cells. WorkError for a damaged notebook."""
    path = workspace.notebook(module)
    submitted, release = read_notebook(path), read_release(workspace, module)
    try:
        return run_visible_tests(submitted, release, path.parent, timeout, environment(workspace))
    except NoPython as error:
        raise EnvironmentProblem(f"Python cannot be started: {error}", "Check it: tito system health") from None


def as_record(found: VisibleTests) -> dict:
    """What was found as plain data, for --json."""
    return {
        "results": [
            {key: getattr(test, key) for key in ("name", "title", "points", "passed", "hint", "earned")} for test in found.tests
        ],
        "problems": found.problems, "notes": found.notes, "hidden_tests": found.hidden, "manual_points": found.by_hand,
        "seconds": found.seconds, "earned": found.earned, "possible": found.possible, "passed": found.all_passed,
    }
