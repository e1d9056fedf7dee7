"""What the course page says: one record per module and milestone, and the next step in words with its button.

Pure reading: the learner's progress, the course's dates, and which modules the classroom has released.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from notebooks.shadowing import shadowing
from tito.assignments.notebook import damage
from tito.course import open_course
from tito.errors import EnvironmentProblem
from tito.exchange.classroom import in_classroom
from tito.milestones import history
from tito.records import overview
from tito.submissions.feedback import feedback_on
from tito.submissions.submission import submissions_of
from tito.times import moment_of, shown
from tito.workspace import find_workspace
from tito.workspace.progress import open_progress

# Those that read what the learner has written, from the disk.
READING = ("test", "complete", "submit")


@dataclass(frozen=True)
class Step:
    """The next thing to do: a sentence, and the command that a button runs, if one does it."""

    sentence: str
    action: str = ""
    module: str = ""


def describe_course(released: set[str] | None, root: Path) -> dict:
    """Return all that the page shows; addresses are relative to `root`, the directory that the server shows.

    `released`: slugs, None where everything the version has may be started. Raises EnvironmentProblem if the workspace lies
    outside `root`.
    """
    course, workspace = open_course(), find_workspace()
    if not workspace.root.is_relative_to(root):
        raise EnvironmentProblem(
            f"Your workspace is {workspace.root}, and this server shows {root}.", f"Start it there: cd {workspace.root}"
        )
    progress = open_progress(workspace, course)
    records = overview.describe_modules(course, progress, released)
    for record, module in zip(records, course.modules, strict=True):
        notebook = workspace.notebook(module)
        window = course.window(module.number)
        record["summary"] = module.summary
        record["notebook"] = notebook.relative_to(root).as_posix() if notebook.exists() else ""
        record["folder"] = notebook.parent.relative_to(root).as_posix()
        record["feedback_page"] = _newest_feedback(notebook.parent, root)
        record["warnings"] = shadowing(notebook.parent) if record["notebook"] else []
        record["damaged"] = damage(notebook)
        record["words"] = _words(record)
        at = moment_of(record["submitted"]) if record["state"] == "submitted" else None
        record["submitted_at"] = at.isoformat() if at else ""
        record["submitted_shown"] = shown(at, seconds=True) if at else ""
        record["due_at"] = window.due.isoformat(timespec="seconds") if window.due else ""
        record["actions"] = _actions(record)
    return {
        "title": course.title,
        "classroom": in_classroom(),
        "modules": records,
        "step": _next_step(course, progress, records),
        "milestones": history.describe_milestones(course, workspace),
        "done": sum(record["completed"] is not None for record in records),
        "built": len(course.built_modules),
    }


def describe_lists(root: Path) -> dict:
    """By slug, what nbgrader's list of assignments does not say: title, due date, and per time stamp the points and the page.

    Pages are addresses below `root`, the directory that the server shows.
    """
    course, workspace = open_course(), find_workspace()
    progress, found = open_progress(workspace, course), {}
    for module in course.modules:
        due = course.window(module.number).due
        pages = {each.submission: each for each in feedback_on(workspace.notebook(module).parent)}
        submissions = {}
        for stamp in {*submissions_of(course, module, progress), *pages}:
            if at := moment_of(stamp):
                page = pages.get(stamp)
                submissions[stamp] = {
                    "at": at.isoformat(),
                    "points": page.points if page else "",
                    "page": quote(page.page.relative_to(root).as_posix()) if page else "",
                }
        found[module.slug] = {
            "title": f"Module {module.label}: {module.title}",
            "due": due.isoformat(timespec="seconds") if due else "",
            "submissions": submissions,
        }
    return found


def _next_step(course, progress, records: list[dict]) -> Step:
    step = overview.next_step(course, progress, records)
    if damaged := next((each for each in records if each["damaged"] and each["number"] == step.module), None):
        sentence = f"The notebook of Module {step.module} ({damaged['title']}) is damaged. Repair it first."
        return Step(sentence, "repair", step.module)
    if step.waits:
        return Step(step.waits)
    if not step.verb:
        return Step("You have done everything that this version of the course has.")
    record = next(each for each in records if each["number"] == step.module)
    name = f"Module {step.module} ({record['title']})"
    sentences = {
        "start": f"Begin {name}: {record['summary']}",
        "complete": f"{name} is handed in. Test and complete it, so that later modules can use your code." if record["submitted"]
        else f"Go on with {name}: write the answers in its notebook, then test and complete it.",
        "submit": f"{name} is complete. Hand it in, so that it is graded.",
    }
    return Step(sentences[step.verb], step.verb, step.module)


def _words(record: dict) -> str:
    if record["state"] == "submitted":
        return "submitted"  # the page says when, in local time
    return overview.state_text(record)


def _actions(record: dict) -> list[str]:
    """The buttons that make sense now, in the order in which a learner needs them."""
    if not record["notebook"]:
        return ["start"] if record["released"] and not record["needs"] else []
    wanted = ["repair"] if record["damaged"] else ["test", "complete"]
    if in_classroom():
        wanted += [] if record["damaged"] else ["submit"]
        if record["submitted"]:
            wanted.append("feedback")
    return wanted


def _newest_feedback(directory: Path, root: Path) -> str:
    pages = sorted(directory.glob("feedback/*/*.html"))
    return pages[-1].relative_to(root).as_posix() if pages else ""
