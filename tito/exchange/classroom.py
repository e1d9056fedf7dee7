"""The classroom's exchange: which modules are released, fetch, submit, feedback.

The site's nbgrader_config.py decides what the exchange is. Importing this module is cheap; its
calls import nbgrader, which takes seconds.
"""

import contextlib
import os
from pathlib import Path

from tito.errors import EnvironmentProblem
from tito.exchange.action import open_action


def in_classroom() -> bool:
    """Whether this runs in a student's server of the hub, the only place with an exchange."""
    return bool(os.environ.get("JUPYTERHUB_API_TOKEN"))


def list_released(course) -> set[str]:
    """Return the slugs of the assignments that the classroom has released."""
    with open_action("The list of released modules cannot be read", course) as action:
        found = action.start("List")
        if action.failed:
            raise action.failure()
        return {item["assignment_id"] for item in found if item["course_id"] == course.id}


def fetch_assignment(course, slug: str, parent: Path) -> Path:
    """Fetch the released files into `parent`/`slug` and return that directory."""
    with open_action(f"{slug} cannot be fetched", course, slug) as action:
        action.start("FetchAssignment", assignment_dir=str(parent))
        if not any((parent / slug).glob("*.ipynb")):
            raise action.failure()
        return parent / slug


def submit_assignment(course, slug: str, parent: Path) -> tuple[str, list[str]]:
    """Hand in the directory `parent`/`slug`; the time stamp that the exchange gave it, and files that it left out by its rules.

    Raises EnvironmentProblem if what arrived is not what was sent.
    """
    with open_action(f"{slug} cannot be submitted", course, slug) as action:
        before = set(list_submissions(action.cache(course), slug))
        action.start("Submit", assignment_dir=str(parent))
        after = sorted(set(list_submissions(action.cache(course), slug)) - before)
        if not after:
            raise action.failure()
        copy = next(action.cache(course).glob(f"*+{slug}+{after[-1]}"))
        arrived = action.answer.get("received") or sizes_of(copy)
        left_out = action.answer.get("left_out", [])
        sent = sizes_of(parent / slug)
        if lost := sorted(file for file in sent if arrived.get(file) != sent[file] and file not in left_out):
            raise EnvironmentProblem(
                f"{slug} was submitted at {after[-1]}, but not all of it arrived: {', '.join(lost[:5])} did not.",
                "Submit it again now: the newest submission counts. If it stays so, show this to your instructor.",
            )
        return after[-1], left_out


def sizes_of(folder: Path) -> dict[str, int]:
    """Size in bytes of every file below a folder, by its path there."""
    return {file.relative_to(folder).as_posix(): file.stat().st_size for file in folder.rglob("*") if file.is_file()}


def fetch_feedback(course, slug: str, modules: Path) -> list[Path]:
    """Fetch feedback into `modules`/`slug`/feedback/TIMESTAMP; return its HTML files, oldest first."""
    with open_action(f"Feedback for {slug} cannot be fetched", course, slug) as action:
        from nbgrader.exchange import ExchangeError

        directory = modules / slug / "feedback"
        try:
            action.start("FetchFeedback", assignment_dir=str(modules))
        except ExchangeError as error:
            # A file-system exchange has no feedback directory before the first feedback is released.
            if "Assignment not found" in str(error):
                return []
            raise
        finally:
            # The clients make folders before they know whether there is anything.
            for empty in (*directory.glob("*"), directory, directory.parent):
                with contextlib.suppress(OSError):
                    empty.rmdir()
        if action.failed:
            raise action.failure()
        return sorted(directory.glob("*/*.html"))


def list_submissions(cache: Path, slug: str) -> list[str]:
    """Return the time stamps of the submissions that nbgrader keeps copies of in `cache`, oldest first."""
    return sorted(path.name.rsplit("+", 1)[1] for path in cache.glob(f"*+{slug}+*"))
