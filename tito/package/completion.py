"""Testing and completing a module: what the learner reads about the tests, and what makes it theirs."""

from notebooks.visible_tests import VisibleTests
from tito.assignments.testing import run_tests
from tito.console import hint, say, some, success, warn
from tito.course import missing_modules, title
from tito.errors import WorkError
from tito.package.installation import install_export
from tito.workspace import Workspace
from tito.workspace.progress import Progress, now

MOST_PROBLEMS = 3


def points(value: float) -> str:
    return f"{value:g} point{'' if value == 1 else 's'}"


def show_tests(found: VisibleTests) -> None:
    """Print one line per test cell, the hint of each that failed, and the sum."""
    for sentence in found.problems[:MOST_PROBLEMS]:
        say(f"  ! {sentence}", "yellow")
    if len(found.problems) > MOST_PROBLEMS:
        say(f"  ! {len(found.problems) - MOST_PROBLEMS} more cells stopped.", "yellow")
    for note in found.notes:
        warn(note)
    for test in found.tests:
        say(f"  {'pass' if test.passed else 'FAIL'}  {test.title}  ({points(test.points)})", "green" if test.passed else "red")
        for line in test.hint.splitlines():
            say(f"        {line}")
    say(f"{found.earned:g} of {points(found.possible)} of the visible tests, in {found.seconds:.1f} s.")
    if found.hidden:
        say(f"{found.hidden} cells with hidden tests run only when your work is graded.")
    if found.by_hand:
        say(f"A person gives up to {points(found.by_hand)} more for your answers in words.")


def ensure_passing(found: VisibleTests, module) -> None:
    """Raise WorkError, naming what is left, unless every visible test passed."""
    if found.all_passed:
        return
    if not found.tests:
        raise WorkError(
            f"The notebook of {title(module)} has no tests any more.",
            f"To get them back, start over with a backup: tito module reset {module.label}",
        )
    left = [test.title for test in found.failing]
    raise WorkError(
        f"{len(left)} of {len(found.tests)} tests of {title(module)} do not pass yet: {some(left, 3, '; ')}.",
        f"Change the notebook, save it (Ctrl+S), then: tito module test {module.label}",
    )


def check_module(workspace: Workspace, module, progress: Progress, timeout: float) -> VisibleTests:
    """Run the visible tests, print and record the result; return it."""
    say(f"Testing {title(module)}", "bold")
    found = run_tests(workspace, module, timeout)
    show_tests(found)
    progress.record(module, points={"earned": found.earned, "possible": found.possible})
    return found


def complete_module(
    workspace: Workspace, course, module, progress: Progress, timeout: float, skip_tests: bool
) -> None:
    """Test, export and record the module. Raises WorkError if a test fails or the export does not import."""
    if skip_tests:
        warn("the tests were skipped; what you export may not work in later modules.")
    else:
        ensure_passing(check_module(workspace, module, progress, timeout), module)
    install_export(workspace, module, unfinished=skip_tests)
    progress.record(module, completed=now(), tests="skipped" if skip_tests else "passed")
    success(f"{title(module)} is complete: `tinytorch.{module.exports}` is now your code.")
    for milestone in _opened_milestones(course, module):
        success(f"You can now run milestone {milestone.label}, {milestone.title}: tito milestone run {milestone.label}")
    hint(_next_step(course, module, progress))


def _opened_milestones(course, module) -> list:
    """The milestones that have a part for which this module was the last one missing."""
    return [
        milestone
        for milestone in course.milestones
        if milestone.built
        and any(max(part.needs) == module.number and not missing_modules(course, part.needs) for part in milestone.parts)
    ]


def _next_step(course, module, progress: Progress) -> str:
    from tito.exchange.classroom import in_classroom

    if in_classroom():
        return f"Hand it in: tito submit {module.label}"
    waiting = [each for each in course.built_modules if not progress.of(each).get("completed")]
    if waiting:
        return f"Next: tito module start {waiting[0].label}"
    return "You have completed every module that this version has. See them: tito module status"
