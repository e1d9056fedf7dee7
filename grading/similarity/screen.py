"""One screening, start to end: read all answers, take their fingerprints, compare, show a table, write the page."""

import os
from pathlib import Path

from ..assignments.template import load_template
from ..errors import GradingError
from ..messages.control_characters import visible
from ..messages.reporter import Reporter
from ..records.context import AssignmentContext
from ..records.faults import note_fault
from .answers import earlier_submissions, given_code, reference_code, submitted_code
from .compare import ADVICE, PASSAGE, THRESHOLD, Screening, compare
from .fingerprints import Fingerprints, fingerprint_within_limits, fingerprints_of
from .page import page
from .tokens import Vocabulary

REFERENCE = "the reference solution"


def screen(context: AssignmentContext, earlier: list[Path] = ()) -> Screening:
    """Compare the submissions of the assignment that is open, with those in `earlier` directories too."""
    course, assignment = context.course, context.assignment
    with context.gradebook.reading() as db:
        if context.gradebook.assignment(db, assignment) is None:
            raise GradingError(f"the gradebook has no assignment {assignment}: release it, or autograde it, first.")
    template = load_template(course, context.gradebook, assignment)
    given = given_code(template)
    vocabulary = Vocabulary.of(given)
    students = [name for name in course.submitted_students(assignment) if name not in context.journal.staff()]
    places = [(name, course.path("submitted", name, assignment), False) for name in students]
    for folder in earlier:
        places += [(name, path, True) for name, path in earlier_submissions(folder, assignment).items()]
    submissions = [Fingerprints(REFERENCE, code := reference_code(template), fingerprints_of(vocabulary, code), earlier=True)]
    with context.reporter.bar(f"reading {assignment}", len(places)) as step:
        for who, folder, before in places:
            code, problem = _code_of(template, folder, who, course.errors)
            submissions.append(fingerprint_within_limits(vocabulary, who, code, earlier=before))
            submissions[-1].notes += [problem] if problem else []
            step(who)
    return compare(submissions, frozenset(fingerprints_of(vocabulary, {"given": given})))


def _code_of(template, folder: Path, who: str, log: Path) -> tuple[dict[str, str], str | None]:
    """submitted_code; whatever is wrong with one submission costs the others nothing."""
    try:
        return submitted_code(template, folder, who)
    except OSError as error:
        return {}, f"could not be read: {error}"
    except Exception as error:  # of whatever kind: files of students can hold anything
        return {}, f"could not be read: {note_fault(log, f'similarity {who}', error)}"


def print_screening(found: Screening, threshold: float = THRESHOLD) -> None:
    """The pairs that stand out as a table, and the closest of the others as a measure of this class."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("share", "fingerprints", "longest passage", "one", "two", "most in cells", title="Similar answers")
    for pair in (above := found.standing_out(threshold)):
        cells = ", ".join(name.partition(": ")[2] for name in pair.cells[:4])
        names = [escape(visible(text)) for text in (pair.one.who, pair.two.who, cells)]
        table.add_row(f"{pair.share:.0%}", str(len(pair.shared)), str(pair.passage), *names)
    if above:
        Console().print(table)
    print(
        f"{len(above)} of {len(found.pairs)} pairs with anything in common stand out (share {threshold:.0%} or more, or a "
        f"passage of {PASSAGE} fingerprints); the others share {found.next_share(threshold):.0%} at most. {ADVICE}"
    )
    for who, why in found.left_out.items():
        print(f"not compared: {visible(who)}: {why}")


def write_private(path: Path, text: str) -> None:
    """Write a file that its owner alone can read, also while it is being written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)


def report(context: AssignmentContext, earlier: list[Path], path: Path | None, threshold: float) -> None:
    """Screen, and say it: a table and a page in the grader's private directory, or with "-" the page alone."""
    if path == Path("-"):
        context.reporter = Reporter(lambda line: None)
        print(page(context.assignment, screen(context, earlier), threshold))
        return
    found = screen(context, earlier)
    # Formgrader serves nothing of the private directory, and no step copies from it.
    path = path or context.course.private / "similarity" / f"{context.assignment}.html"
    write_private(path, page(context.assignment, found, threshold))
    print_screening(found, threshold)
    print(f"side by side: {path}")
