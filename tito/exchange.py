"""The classroom's exchange: which modules are released, fetch, submit, feedback.

The site's nbgrader_config.py decides what the exchange is. Importing this module is cheap; its
calls import nbgrader, which takes seconds.
"""

import contextlib
import os
from pathlib import Path

from tito.exchange_session import open_session


def in_classroom() -> bool:
    """Whether this runs in a student's server of the hub, the only place with an exchange."""
    return bool(os.environ.get("JUPYTERHUB_API_TOKEN"))


def list_released(course) -> set[str]:
    """Return the slugs of the assignments that the classroom has released."""
    with open_session("The list of released modules cannot be read", course) as session:
        found = session.start("List")
        if session.failed:
            raise session.failure()
        return {item["assignment_id"] for item in found if item["course_id"] == course.id}


def fetch_assignment(course, slug: str, parent: Path) -> Path:
    """Fetch the released files into `parent`/`slug` and return that directory."""
    with open_session(f"{slug} cannot be fetched", course, slug) as session:
        session.start("FetchAssignment", assignment_dir=str(parent))
        if not (parent / slug / f"{slug}.ipynb").exists():
            raise session.failure()
        return parent / slug


def submit_assignment(course, slug: str, parent: Path) -> str:
    """Hand in the directory `parent`/`slug`; return the time stamp that the exchange gave the submission."""
    with open_session(f"{slug} cannot be submitted", course, slug) as session:
        before = set(list_submissions(session.cache(course), slug))
        session.start("Submit", assignment_dir=str(parent))
        after = sorted(set(list_submissions(session.cache(course), slug)) - before)
        if not after:
            raise session.failure()
        return after[-1]


def fetch_feedback(course, slug: str, modules: Path) -> list[Path]:
    """Fetch feedback into `modules`/`slug`/feedback/TIMESTAMP; return its HTML files, oldest first."""
    with open_session(f"Feedback for {slug} cannot be fetched", course, slug) as session:
        from nbgrader.exchange import ExchangeError

        try:
            session.start("FetchFeedback", assignment_dir=str(modules))
        except ExchangeError as error:
            # A file-system exchange has no feedback directory before the first feedback is released.
            if "Assignment not found" in str(error):
                return []
            raise
        directory = modules / slug / "feedback"
        found = sorted(directory.glob("*/*.html"))
        if session.failed:
            raise session.failure()
        for empty in directory.glob("*"):
            with contextlib.suppress(OSError):
                empty.rmdir()
        return found


def list_submissions(cache: Path, slug: str) -> list[str]:
    """Return the time stamps of the submissions that nbgrader keeps copies of in `cache`, oldest first."""
    return sorted(path.name.rsplit("+", 1)[1] for path in cache.glob(f"*+{slug}+*"))
