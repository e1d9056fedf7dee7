"""Decides what is recorded about a submission, from what it is and how it ran. Touches no file or table."""

import hashlib
import json
from dataclasses import replace

from notebooks.content.overwritten import overwritten

from ..assignments.template import Template, TemplateNotebook
from ..execution.executor import CellRun, Result
from ..submissions.restored_notebook import RestoredNotebook, answer_of
from ..submissions.submission import Submission
from .autograded_directory import notice, with_outputs
from .record import Verdict
from .score import Score, failure, score_cell
from .value_checks import ValueChecks

MAX_REASONS = 60
BROKE = (
    "its code ended the sandbox twice ({}) while other code ran well in it; look at the code before you grade it again"
)


def reach_verdict(
    template: Template, submission: Submission, books: dict[str, RestoredNotebook], result: Result, value_checks: ValueChecks
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
            notebooks[name] = notice(book, submission.problems[name], submission.appended.get(name, []))
            continue
        one = books[name]
        runs = {index: run for (key, index), run in result.runs.items() if key == name}
        stopped = [
            f"cell {index + 1}: {failure(run)}" for index, run in sorted(runs.items()) if run.status != "ran"
        ]
        said = [note for key, note in result.notes if key == name]
        said += [
            f"cell {index + 1} changed what tests rest on: {', '.join(run.changed[:6])}"
            for index, run in sorted(runs.items())
            if run.changed
        ]
        ended = {index: run.line for index, run in runs.items() if run.failed}
        notebooks[name] = with_outputs(one, runs, overwritten(one.cells, book.cells, ended))
        flags, notes = _score(verdict, book, one, runs, value_checks, result.values)
        said += flags
        sentences = [each.replace("`", "") for each in submission.said.get(name, [])]
        sentences = [each for each in sentences if each not in submission.notes]
        reasons += one.notes + one.said + stopped + said + notes + list(one.waiting.values()) + sentences
        verdict.flagged[name] |= bool(one.notes or stopped or said)
    if len(reasons) > MAX_REASONS:
        reasons[MAX_REASONS:] = [f"and {len(reasons) - MAX_REASONS} more of this kind"]
    return verdict, notebooks, reasons


def _score(
    verdict: Verdict, book: TemplateNotebook, one: RestoredNotebook, runs: dict[int, CellRun], value_checks: ValueChecks,
    values: dict,
) -> tuple[list[str], list[str]]:
    """Score every cell; why one does not count as the student's process says: what is a flag, what only a note."""
    place, flags, notes = one.place, [], []
    for cell in book.cells.values():
        where = (book.name, cell.name)
        unchanged = cell.name in one.blank and cell.name not in one.waiting
        verdict.answers[where] = answer_of(cell, one)
        if cell.grade_row:
            parts = value_checks.points_of(book.name, cell) if cell.by_tests else None
            score = score_cell(cell, runs.get(place[cell.name]), not unchanged, parts)
            if cell.by_tests:
                score, why, flag = value_checks.decided(book.name, cell, score, values)
                (flags if flag else notes).extend([why] if why else [])
            verdict.scores[where] = score
        # Who wrote something elsewhere did respond.
        if cell.comment_row and unchanged and not (one.unassigned or one.wait):
            verdict.unanswered.add(where)
    if one.wait:
        _queue(verdict, book, one)
    return flags, notes


def _queue(verdict: Verdict, book: TemplateNotebook, one: RestoredNotebook):
    """Put the notebook before a person, by its first question, else its first test, whose points stay."""
    graded = [cell for cell in book.cells.values() if cell.grade_row]
    for cell in sorted(graded, key=lambda cell: not cell.by_hand)[:1]:
        where = (book.name, cell.name)
        verdict.scores[where] = Score(None, True) if cell.by_hand else replace(verdict.scores[where], by_hand=True)
        # Points given for it are for what was handed in then.
        shown = json.dumps([verdict.answers[where], one.before, one.after])
        verdict.answers[where] = hashlib.sha256(shown.encode()).hexdigest()


def _problem(verdict: Verdict, book: TemplateNotebook, problem: str):
    """No points, and one cell in the manual queue so that a person looks."""
    verdict.flagged[book.name] = True
    graded = [cell for cell in book.cells.values() if cell.grade_row]
    for cell in book.cells.values():
        verdict.answers[book.name, cell.name] = ""
    for cell in graded:
        verdict.scores[book.name, cell.name] = Score(0.0, cell is graded[0], problem)
