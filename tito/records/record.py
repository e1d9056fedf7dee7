"""How the learner stands in one module: state, points, whose code runs, dates; the fields of `--json`."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tito.console import show_table
from tito.course import missing_modules
from tito.exchange.quick_requests import feedback_waits
from tito.submissions.feedback import Feedback, feedback_on
from tito.submissions.submission import submissions_of
from tito.times import short_time, shown
from tito.workspace.progress import Progress

NOT_YET = "not in this version yet"


def describe_module(course, module, progress: Progress, released: set[str] | None = None) -> dict:
    """Return the module's record as plain data; `released` are slugs, None where all that this version has may be started."""
    import tinytorch

    record, window = progress.of(module), course.window(module.number)
    submitted = submissions_of(course, module, progress)
    points = record.get("points") or {}
    feedback = feedback_on(progress.workspace.notebook(module).parent)
    return {
        "number": module.label,
        "name": module.name,
        "slug": module.slug,
        "title": module.title,
        "tier": module.tier,
        "available": module.built,
        "released": module.built and (released is None or module.slug in released),
        "needs": [each.label for each in missing_modules(course, module.prerequisites)],
        "state": _state(is_started(progress, module), record, submitted, feedback),
        "origin": tinytorch.origin(module.name),
        "points": module.points,
        "points_earned": points.get("earned"),
        "points_tested": points.get("possible"),
        "tests": record.get("tests"),
        "started": record.get("started"),
        "completed": record.get("completed"),
        "submitted": submitted[-1] if submitted else None,
        "submissions": len(submitted),
        "feedback": _shown(feedback[-1]) if feedback else None,
        "feedback_waits": None,  # not asked, see note_waiting_feedback
        "release": _moment(window.release),
        "due": _moment(window.due),
        "prerequisites": list(module.prerequisites),
        "exports": f"tinytorch.{module.exports}",
    }


def is_started(progress: Progress, module) -> bool:
    """Whether the learner has begun it; JupyterLab's *Fetch* brings a notebook and records nothing."""
    return bool(progress.of(module).get("started")) or progress.workspace.notebook(module).exists()


def _state(started: bool, record: dict, submitted: list[str], feedback: list[Feedback]) -> str:
    if submitted:
        return "graded" if feedback and feedback[-1].submission == submitted[-1] else "submitted"
    if record.get("completed"):
        return "complete"
    return "started" if started else "not started"


def note_waiting_feedback(records: list[dict]) -> None:
    """Ask the classroom, and mark each module whose submission has feedback that is not the one that was fetched."""
    wanted = {}
    for record in records:
        if record["submitted"]:
            known = record["feedback"] or {"submission": None, "page": ""}
            pages = {record["submitted"]: None} | ({known["submission"]: Path(known["page"])} if known["submission"] else {})
            wanted |= {(record["slug"], stamp): page for stamp, page in pages.items()}
    with ThreadPoolExecutor(8) as several:
        found = several.map(lambda each: each[0] if feedback_waits(*each, wanted[each]) else None, wanted)
        waiting = set(found)
    for record in records:
        record["feedback_waits"] = record["slug"] in waiting


def _shown(feedback: Feedback) -> dict:
    return {
        "page": str(feedback.page),
        "submission": feedback.submission,
        "score": feedback.score,
        "possible": feedback.possible,
        "points": feedback.points,
    }


def state_text(record: dict) -> str:
    """The state in the learner's words, in the terminal and on the course page."""
    if record["state"] == "not started":
        if not record["available"]:
            return NOT_YET
        if not record["released"]:
            return "not released yet"
        return f"after {', '.join(record['needs'])}" if record["needs"] else "not started"
    if record["state"] == "submitted":
        return f"submitted {short_time(record['submitted'])}{'; feedback waits' if record['feedback_waits'] else ''}"
    if record["state"] == "graded":
        points = f": {record['feedback']['points']}" if record["feedback"]["points"] else ""
        return f"graded{points}{'; newer feedback waits' if record['feedback_waits'] else ''}"
    if record["state"] == "complete" and record["tests"] == "skipped":
        return "complete (tests skipped)"
    return record["state"]


def _moment(when) -> str | None:
    return shown(when) if when else None


def show_entries(kind: str, entries, columns: dict[str, Callable], right: tuple[str, ...] = ()) -> None:
    """Print the course's modules or milestones in order; `columns`: what stands in each between title and availability."""
    rows = [
        [each.label, each.title, *(cell(each) for cell in columns.values()), "" if each.built else NOT_YET] for each in entries
    ]
    show_table(["#", kind, *columns, ""], rows, right)


def number_ranges(prerequisites: list[int]) -> str:
    """[1, 2, 3, 7] as "01-03, 07"."""
    runs: list[list[int]] = []
    for number in sorted(prerequisites):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]:02d}" if len(run) == 1 else f"{run[0]:02d}-{run[-1]:02d}" for run in runs)
