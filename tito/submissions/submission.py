"""Handing a module in and reading its feedback, through the classroom's exchange."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from notebooks.limits import RECEIPT
from tito.assignments.notebook import read_notebook
from tito.assignments.release import cache_release, read_release
from tito.assignments.testing import run_tests
from tito.console import hint, say, some, success, warn
from tito.course import title
from tito.errors import EnvironmentProblem, TitoError, WorkError
from tito.exchange import classroom
from tito.submissions.feedback import Feedback, read_feedback
from tito.submissions.selection import look_at
from tito.submissions.sending import Sending, receipt
from tito.times import short_time, shown
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


@contextlib.contextmanager
def before_sending():
    """Whatever fails in it has sent nothing, and says so."""
    try:
        yield
    except TitoError as error:
        error.fix = f"Nothing was sent. What you submitted before still counts. {error.fix}"
        raise


@dataclass(frozen=True)
class Submitted:
    """A submission that went: its time stamp, what went and what it replaces, and what deserves a second look, as sentences."""

    stamp: str
    sentences: list[str]
    warnings: list[str]


def hand_in(
    workspace: Workspace, course_id: str, name: str, sending: Sending, earlier: list[str], due: datetime | None
) -> Submitted:
    """Send it and keep the receipt beside the notebook; `name` is the assignment's in sentences, `earlier` are time stamps."""
    folder = sending.folder
    with workspace.staging() as staging:
        sending.stage(Path(staging))
        stamp, refused = classroom.submit_assignment(SimpleNamespace(id=course_id), folder.name, Path(staging))
    sending.leave_out(refused)
    write_atomically(folder / RECEIPT, receipt(sending, short_time(stamp)).encode())
    sentences = [f"{name} submitted at {short_time(stamp)}.", *(f"  {line}" for line in sending.describe())]
    if earlier:
        sentences.append(f"It replaces your submission of {short_time(earlier[-1])}: the newest one is graded.")
    warnings = [*sending.left_out, *sending.doubts]
    if due and datetime.now(UTC) > due:
        warnings.append(f"it was due on {shown(due)}; your instructor decides about late work.")
    return Submitted(stamp, sentences, warnings)


def submit_module(workspace: Workspace, course, module, progress: Progress, timeout: float) -> str:
    """Hand in the notebook and what lies beside it; the time stamp it got. Failing tests only warn.

    WorkError for a missing or damaged notebook.
    """
    require_classroom("submit to", f"Check your work with: tito module test {module.label}")
    notebook = workspace.notebook(module)
    with before_sending():
        read_notebook(notebook)
        cache_release(workspace, course, module)
        sending = look_at(notebook.parent, module.slug, read_release(workspace, module))
        sending.require_sendable()
        unready = _unready(workspace, module, timeout)
    earlier = submissions_of(course, module, progress)
    done = hand_in(workspace, course.id, title(module), sending, earlier, course.window(module.number).due)
    progress.record(module, submissions=[*progress.of(module).get("submissions", []), done.stamp])
    success(done.sentences[0])
    for line in done.sentences[1:]:
        say(line)
    for sentence in dict.fromkeys([*unready, *done.warnings]):
        warn(sentence)
    if unready:
        hint(f"Go on with it, then submit again: the newest counts. See what is left: tito module test {module.label}")
    hint(f"{'' if unready else 'You may submit again. '}When it is graded: tito feedback {module.label}")
    return done.stamp


def _unready(workspace: Workspace, module, timeout: float) -> list[str]:
    """What the visible tests say against the notebook, as sentences."""
    found = run_tests(workspace, module, timeout)
    failing = [test.title for test in found.failing]
    if failing:
        count = "1 visible test does" if len(failing) == 1 else f"{len(failing)} visible tests do"
        return [*found.notes, f"{count} not pass yet: {some(failing, 3, '; ')}. It is submitted as it is."]
    if not found.tests:
        return [*found.notes, "the notebook has no tests any more. It is submitted as it is."]
    return found.notes


class NoFeedbackYet(EnvironmentProblem):
    """It comes when the instructor releases it: nothing is wrong."""


def newest_feedback(course_id: str, name: str, slug: str, modules: Path, submitted: list[str]) -> tuple[Feedback, str]:
    """Fetch feedback; the newest page, and a sentence if it is on an older submission. NoFeedbackYet before there is any."""
    pages = classroom.fetch_feedback(SimpleNamespace(id=course_id), slug, modules)
    if not pages:
        when = f" (submitted {short_time(submitted[-1])})" if submitted else ""
        raise NoFeedbackYet(
            f"There is no feedback for {name} yet{when}.",
            "It appears when your instructor releases it. Your submission is safe.",
        )
    newest = read_feedback(pages[-1])
    if not submitted or newest.submission == submitted[-1]:
        return newest, ""
    return newest, f"this is for your submission of {short_time(newest.submission)}; a newer one is not graded yet."


def show_feedback(workspace: Workspace, course, module, progress: Progress) -> dict:
    """Fetch the feedback, say where it is and return that. WorkError before a submission, NoFeedbackYet before feedback."""
    require_classroom("get feedback from", f"See what the tests say: tito module test {module.label}")
    submitted = submissions_of(course, module, progress)
    if not submitted:
        raise WorkError(
            f"You have not submitted {title(module)}.", f"Hand it in first: tito submit {module.label}"
        )
    newest, older = newest_feedback(course.id, title(module), module.slug, workspace.modules, submitted)
    say(f"Feedback for {title(module)}: {newest.page.relative_to(workspace.root)}")
    if newest.points:
        success(f"Score: {newest.points}.")
    if older:
        warn(older)
    hint("Open the file in JupyterLab's file browser.")
    return {
        "module": module.slug,
        "page": str(newest.page),
        "submission": newest.submission,
        "score": newest.score,
        "possible": newest.possible,
    }
