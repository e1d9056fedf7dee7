"""Grades the reference and the blank release first: a broken sandbox must not become a class of zeros."""

from .errors import GradingError, PreflightFailed
from .executor import Job, Result
from .outside import Outside
from .sanitize import Sanitized, blank, sanitize
from .score import score_cell
from .template import Template

REFERENCE, BLANK = "preflight: reference", "preflight: blank release"


def preflight_jobs(
    template: Template, seconds: float, outside: Outside
) -> dict[str, tuple[Job, dict[str, Sanitized]]]:
    """The two jobs by id, with the notebooks they run."""
    jobs = {}
    for name, make in ((REFERENCE, lambda book: book.instructor), (BLANK, blank)):
        books = {book.name: sanitize(book, make(book)) for book in template.notebooks.values()}
        jobs[name] = (
            Job(
                name,
                [(key, one.run) for key, one in books.items()],
                template.files,
                seconds,
                outside.trusted(books, rounds=2 if name == REFERENCE else 0),
            ),
            books,
        )
    return jobs


def check_preflight(
    template: Template, name: str, books: dict[str, Sanitized], result: Result, faults: list[str]
) -> None:
    """Raise unless the reference earned every tested point, or the blank release none, or if it has `faults`."""
    if why := result.lost or result.broke:
        raise GradingError(
            f"the sandbox could not run the {name.split(': ')[1]}: {why}. No grade was changed."
        )
    missed = []
    for book in template.notebooks.values():
        place = books[book.name].place
        for cell in book.cells.values():
            if not cell.by_tests:
                continue
            score = score_cell(cell, result.runs.get((book.name, place[cell.name])), True)
            wanted = cell.points if name == REFERENCE else 0.0
            if score.points != wanted:
                missed.append(
                    f"{book.name}/{cell.name} earned {score.points:g} of {cell.points:g}"
                    + (f" ({score.reason})" if score.reason else "")
                )
    if faults := missed + faults:
        should = "full marks" if name == REFERENCE else "no points"
        raise PreflightFailed(
            f"the {name.split(': ')[1]} of {template.assignment} must earn {should}, but "
            + "; ".join(faults[:8])
            + ". No grade was changed. Mend the source or the sandbox; "
            "--skip-preflight grades all the same."
        )
