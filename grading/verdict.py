"""Decides what is recorded about a submission, from what it is and how it ran. Touches no file or table."""

from .autograded import notice, with_outputs
from .executor import CellRun, Result
from .record import Verdict
from .sanitize import Sanitized, answer_of
from .score import Score, failure, score_cell
from .submission import Submission
from .template import Notebook, Template

BROKE = (
    "its code ended the sandbox twice ({}) while other code ran well in it; look at the code before you grade it again"
)


def reach_verdict(
    template: Template, submission: Submission, books: dict[str, Sanitized], result: Result
) -> tuple[Verdict, dict, list[str]]:
    """What to record, the notebooks to show, and the reasons a person can read."""
    verdict = Verdict(submission.student, submission.timestamp, {}, {}, set(), {})
    notebooks, reasons = {}, list(submission.notes)
    if result.broke:
        submission.problems |= dict.fromkeys(template.notebooks, BROKE.format(result.broke))
    for name, book in template.notebooks.items():
        verdict.flagged[name] = bool(submission.notes)
        if name in submission.problems:
            _problem(verdict, book, submission.problems[name])
            reasons.append(submission.problems[name])
            notebooks[name] = notice(book, submission.problems[name])
            continue
        one = books[name]
        runs = {index: run for (key, index), run in result.runs.items() if key == name}
        stopped = [
            f"cell {index + 1}: {failure(run)}" for index, run in sorted(runs.items()) if run.status != "ran"
        ]
        said = [note for key, note in result.notes if key == name]
        reasons += one.notes + stopped + said
        verdict.flagged[name] |= bool(one.notes or stopped or said)
        notebooks[name] = with_outputs(one, runs)
        _score(verdict, book, one, runs)
    return verdict, notebooks, reasons


def _score(verdict: Verdict, book: Notebook, one: Sanitized, runs: dict[int, CellRun]):
    place = {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): index
        for index, cell in enumerate(one.nb["cells"])
    }
    for cell in book.cells.values():
        where = (book.name, cell.name)
        unchanged = not cell.locked and one.answers.get(cell.name) == cell.source
        verdict.answers[where] = answer_of(cell, one)
        if cell.grade_row:
            verdict.scores[where] = score_cell(cell, runs.get(place[cell.name]), not unchanged)
        if cell.comment_row and unchanged:
            verdict.unanswered.add(where)


def _problem(verdict: Verdict, book: Notebook, problem: str):
    """No points, and one cell in the manual queue so that a person looks."""
    verdict.flagged[book.name] = True
    graded = [cell for cell in book.cells.values() if cell.grade_row]
    for cell in book.cells.values():
        verdict.answers[book.name, cell.name] = ""
    for cell in graded:
        verdict.scores[book.name, cell.name] = Score(0.0, cell is graded[0], problem)
