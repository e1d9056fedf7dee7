"""Handing a module in and reading its feedback, through the classroom's exchange."""

from datetime import UTC, datetime
from pathlib import Path

from tito.assignments.notebook import read_notebook
from tito.assignments.release import cache_release, read_release
from tito.assignments.testing import run_tests
from tito.console import hint, say, some, success, warn
from tito.course import local, title
from tito.errors import EnvironmentProblem, WorkError
from tito.exchange import classroom
from tito.submissions.feedback import moment_of, read_feedback
from tito.submissions.selection import look_at
from tito.submissions.sending import RECEIPT, receipt
from tito.workspace import Workspace, write_atomically
from tito.workspace.progress import Progress


def require_classroom(what: str, instead: str) -> None:
    """Raise EnvironmentProblem outside a hub."""
    if not classroom.in_classroom():
        raise EnvironmentProblem(f"This is not a classroom: there is nowhere to {what}.", instead)


def submissions_of(course, module, progress: Progress) -> list[str]:
    """Time stamps of the learner's submissions, oldest first, also of those made with JupyterLab's button."""
    recorded = progress.of(module).get("submissions", [])
    if not classroom.in_classroom():
        return sorted(recorded)
    from jupyter_core.paths import jupyter_data_dir

    cached = classroom.list_submissions(Path(jupyter_data_dir(), "nbgrader_cache", course.id), module.slug)
    return sorted({*recorded, *cached})


def short_time(stamp: str) -> str:
    """An exchange's time stamp to the second, in the course's time zone: "2026-09-15 23:04:10 CEST"."""
    at = moment_of(stamp)
    return f"{local(at):%Y-%m-%d %H:%M:%S %Z}" if at else stamp


def submit_module(workspace: Workspace, course, module, progress: Progress, timeout: float) -> str:
    """Hand in the notebook and what lies beside it; the time stamp it got. Failing tests only warn.

    WorkError for a missing or damaged notebook.
    """
    require_classroom("submit to", f"Check your work with: tito module test {module.label}")
    notebook = workspace.notebook(module)
    read_notebook(notebook)
    cache_release(workspace, course, module)
    sending = look_at(notebook.parent, module.slug, read_release(workspace, module))
    sending.require_sendable()
    said = _warn_if_unready(workspace, module, timeout)
    earlier = submissions_of(course, module, progress)
    with workspace.staging() as name:
        sending.stage(Path(name))
        stamp, refused = classroom.submit_assignment(course, module.slug, Path(name))
        sending.leave_out(refused)
    progress.record(module, submissions=[*progress.of(module).get("submissions", []), stamp])
    write_atomically(notebook.parent / RECEIPT, receipt(sending, short_time(stamp)).encode())
    success(f"{title(module)} submitted at {short_time(stamp)}.")
    for line in sending.describe():
        say(f"  {line}")
    for sentence in [*sending.left_out, *sending.doubts]:
        if sentence not in said:
            warn(sentence)
    if earlier:
        say(f"It replaces your submission of {short_time(earlier[-1])}: the newest one is graded.")
    due = course.window(module.number).due
    if due and datetime.now(UTC) > due:
        warn(f"it was due on {local(due):%d %B %Y, %H:%M %Z}; your instructor decides about late work.")
    hint(f"You may submit again. When it is graded: tito feedback {module.label}")
    return stamp


def _warn_if_unready(workspace: Workspace, module, timeout: float) -> list[str]:
    """Say what is not as it should be; the notes that were said."""
    report = run_tests(workspace, module, timeout)
    for note in report.notes:
        warn(note)
    failing = [result.name for result in report.results if not result.passed]
    if failing:
        warn(f"{len(failing)} visible tests do not pass yet: {some(failing)}. It is submitted as it is.")
    elif not report.results:
        warn("the notebook has no tests any more. It is submitted as it is.")
    return report.notes


def show_feedback(workspace: Workspace, course, module, progress: Progress) -> dict:
    """Fetch the feedback, say where it is and return that. WorkError before a submission, EnvironmentProblem before feedback."""
    require_classroom("get feedback from", f"See what the tests say: tito module test {module.label}")
    submitted = submissions_of(course, module, progress)
    if not submitted:
        raise WorkError(
            f"You have not submitted {title(module)}.", f"Hand it in first: tito submit {module.label}"
        )
    pages = classroom.fetch_feedback(course, module.slug, workspace.modules)
    if not pages:
        raise EnvironmentProblem(
            f"There is no feedback for {title(module)} yet (submitted {short_time(submitted[-1])}).",
            "It appears when your instructor releases it. Your submission is safe.",
        )
    newest = read_feedback(pages[-1])
    say(f"Feedback for {title(module)}: {newest.page.relative_to(workspace.root)}")
    if newest.points:
        success(f"Score: {newest.points}.")
    if newest.submission != submitted[-1]:
        warn(f"this is for your submission of {short_time(newest.submission)}; a newer one is not graded yet.")
    hint("Open the file in JupyterLab's file browser.")
    return {
        "module": module.slug,
        "page": str(newest.page),
        "submission": newest.submission,
        "score": newest.score,
        "possible": newest.possible,
    }
