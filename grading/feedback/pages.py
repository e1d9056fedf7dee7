"""Feedback pages: what a student earned, why, and where to read again, made from copies without hidden tests.

A failed visible test shows its message, a failed hidden one only that it failed. No page is made that would still give a
hidden test away. `send` sends what is here.
"""

import json
import shutil

from ..course.files import OWN
from ..course.replacing import replace_directory
from ..execution.bounded_parsing.child import RENDER, TooMuch, within
from ..pipeline.late_penalty import LatePenalty
from ..pipeline.pending import pending
from ..records.context import AssignmentContext
from ..records.faults import note_fault
from ..rendering.plain import plain
from .headings import sections
from .page_exporter import FeedbackPages
from .student_copy import hidden_tests, student_copy
from .summary import Given, summary


def generate(context: AssignmentContext, students: list[str] = ()) -> list[str]:
    """Make the pages of all autograded submissions, or those of `students`; whom it made them for."""
    course, assignment, pages, made = context.course, context.assignment, FeedbackPages(), []
    stale, late = pending(context), LatePenalty(course)
    chosen = [s for s in context.journal.graded(assignment) if (not students or s in students) and s not in stale]
    known = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in course.source(assignment).glob("*.ipynb")
    }
    with context.gradebook.reading() as db:
        # Read whole and let go: pages take a while, and people go on saving points meanwhile.
        given = {
            student: {book.notebook.name: Given.of(book, late.taken(book)) for book in row.notebooks}
            for student, row in context.gradebook.submissions(db, assignment).items()
            if student in chosen
        }
    for student in chosen:
        folder, target = (course.path(step, student, assignment) for step in ("autograded", "feedback"))
        if not folder.is_dir() or student not in given:
            continue
        try:
            written, why = _pages_within(course, pages, folder, given[student], known), "would show hidden tests"
        except (TooMuch, OSError) as error:
            written, why = None, f"cannot be made ({error})"
        except Exception as error:  # one notebook must not keep the class from its feedback
            written, why = None, f"cannot be made: {note_fault(course.errors, f'feedback {assignment} {student}', error)}"
        if written is None:
            shutil.rmtree(target, ignore_errors=True)
            context.reporter.say(f"{student}: the feedback page {why}; there is none, and nothing is sent")
            continue
        new = target.with_name(f".{target.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for name, page in written.items():
            (new / f"{name}.html").write_text(page, encoding="utf-8")
        for name in OWN:
            if (folder / name).is_file():
                shutil.copyfile(folder / name, new / name)
        replace_directory(new, target)
        made.append(student)
    context.reporter.say(f"feedback pages of {len(made)} submissions of {assignment} are made")
    return made


def _pages_within(course, pages: FeedbackPages, folder, given, known) -> dict[str, str] | None:
    """The pages, made in a process with limits; as plain text where they do not fit these."""
    pages.warm()
    for shape in (dict, plain):
        try:
            return json.loads(within(RENDER, lambda s=shape: json.dumps(_pages(course, pages, folder, given, known, s)).encode()))
        except TooMuch as error:
            why = error
    raise why


def _pages(course, pages: FeedbackPages, folder, given, known, shape=dict) -> dict[str, str] | None:
    """Page by notebook, or None if one would show a hidden test; `shape` makes of a notebook what is to be rendered."""
    written = {}
    for path in sorted(folder.glob("*.ipynb")):
        if path.stem not in given:
            continue
        nb = shape(json.loads(path.read_text(encoding="utf-8")))
        source = known.get(path.stem)
        hidden = hidden_tests(course, nb, source)
        copy = student_copy(nb, hidden)
        found = summary(given[path.stem], copy, sections(source) if source else {})
        page = pages.render(path.stem, copy, found, folder)
        if any(word in page for word in (hidden.begin, hidden.end)):
            return None
        written[path.stem] = page
    return written
