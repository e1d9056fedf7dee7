"""Everything the dashboard shows about one assignment, read in one go while others may be writing.

Points are those of the tests only: what people give may not be seen by a second reviewer before both are through.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from statistics import mean, median

from ...course.directory import CourseDir
from ...export.states import MEANINGS, WAITS, state_of
from ...messages.control_characters import visible
from ...pipeline.pending import failed, without_grade
from ...records.clock import moment, now
from ...records.lock import held_since, holder
from .records import Records, read_records

BARS = 10


@dataclass(frozen=True)
class CellFigures:
    """One test cell: how much of its points the class earned, 0 to 1, and how many earned all or none."""

    notebook: str
    name: str
    points: float
    share: float
    full: int
    none: int
    students: int


@dataclass(frozen=True)
class BatchFigures:
    """The batch that runs, or the last one: submissions through, and seconds since it began until the last one."""

    began: str
    total: int
    done: int
    seconds: float

    @property
    def left_seconds(self) -> float | None:
        """Seconds that the rest will take, at the pace until now; None before the first is through."""
        return self.seconds / self.done * (self.total - self.done) if self.done else None


@dataclass(frozen=True)
class Trouble:
    """A submission somebody has to look at, and why."""

    student: str
    state: str
    reasons: list[str]


@dataclass
class Figures:
    """`running`: who grades at this moment, or None. `shares`: tested points by student, 0 to 1."""

    assignment: str
    at: str
    running: str | None
    batch: BatchFigures | None
    enrolled: int
    submitted: int
    left: list[str]
    states: dict[str, int]
    seconds: list[float]
    shares: list[float]
    tested_points: float
    cells: list[CellFigures]
    waits: dict[str, int]
    reviews: dict[str, int]
    flagged: int
    feedback: int
    troubles: list[Trouble] = field(default_factory=list)
    books: dict[str, str] = field(default_factory=dict)  # the notebook of each cell that waits
    pages: dict[str, str] = field(default_factory=dict)  # the submission's number in formgrader's addresses, by student
    unread: int = 0  # submissions in which something waits for a person
    graded: int = 0  # by tests
    remarked: int = 0  # of these, with a remark
    disputed: dict[str, list[str]] = field(default_factory=dict)  # cells on which two reviewers differ, by student
    overtaken: int = 0  # of the feedback that was sent, what is about other points

    @property
    def histogram(self) -> list[tuple[str, int]]:
        """(bar of the tested points in percent, students), from 0 up. The last bar includes 100."""
        counts = Counter(min(int(share * BARS), BARS - 1) for share in self.shares)
        step = 100 // BARS
        return [(f"{n * step} to {(n + 1) * step}", counts[n]) for n in range(BARS)]

    @property
    def summary(self) -> dict[str, float]:
        """Mean and median share of the tested points; seconds of a submission: median, longest, all together."""
        found = {"mean": mean(self.shares), "median": median(self.shares)} if self.shares else {}
        if self.seconds:
            found |= {"typical": median(self.seconds), "longest": max(self.seconds), "all": sum(self.seconds)}
        return found


def read_figures(course: CourseDir, assignment: str) -> Figures:
    """Read all of it. Raises GradingError when the gradebook does not know the assignment or is busy."""
    running = holder(course.private, assignment)
    records = read_records(course, assignment)
    submitted = [name for name in course.submitted_students(assignment) if name not in records.staff]
    ungraded = _ungraded(records, submitted)
    states = {
        student: state_of(
            records.graded[student].state if student in records.graded else None, handed_in=student in records.times,
            waits=student in records.unread, ungraded=ungraded.get(student),
            not_collected=bool(records.collected.get(student)),
        )
        for student in {*submitted, *records.graded, *records.times, *records.failures,
                        *(name for name, notes in records.collected.items() if notes)}
    }  # fmt: skip
    counts = Counter(states.values())
    unread = {student for student, row in records.graded.items() if row.state == "problem"}
    cells, shares, points = _scores(records, unread)
    return Figures(
        assignment,
        now(),
        running,
        _batch(records.batch, held_since(course.private, assignment) if running else None),
        records.enrolled,
        len(submitted),
        [student for student in submitted if student in ungraded],
        {state: counts[state] for state in MEANINGS if state in counts},
        [row.seconds for row in records.graded.values()],
        shares,
        points,
        cells,
        records.waits,
        dict(Counter(row.state for row in records.reviews.values())),
        records.flagged,
        records.feedback,
        _troubles(records, states, ungraded),
        records.books,
        records.pages,
        len(records.unread),
        len(records.graded),
        sum(bool(row.reasons) for row in records.graded.values()),
        records.disputed,
        records.overtaken,
    )


def _ungraded(records: Records, submitted: list[str]) -> dict[str, str]:
    """As pipeline/pending.py says it, but by the times of submission: this page may be read every few seconds."""
    reasons = {}
    for student in submitted:
        had, has = records.times.get(student), records.collected_at.get(student)
        row, newer = records.graded.get(student), bool(had and has and has > had)
        if why := without_grade(row.state if row else None, newer):
            reasons[student] = why
    return reasons | failed(records.failures)


def _batch(row, since: datetime | None) -> BatchFigures | None:
    """The batch of whoever has been at work `since`, else the last one: what ran before is not what runs now."""
    if row is None:
        return None
    began, changed = moment(row.began), moment(row.changed)
    if since and began < since:
        return None
    return BatchFigures(began.isoformat(" ", "seconds"), row.total, row.done, (changed - began).total_seconds())


def _scores(records: Records, unread: set[str]) -> tuple[list[CellFigures], list[float], float]:
    by_cell: dict[tuple, list[float]] = {}
    by_student: dict[str, float] = {}
    for grade in records.grades:
        if grade.student not in unread and grade.score is not None:
            by_cell.setdefault((grade.notebook, grade.cell, grade.maximum), []).append(grade.score)
            by_student[grade.student] = by_student.get(grade.student, 0.0) + grade.score
    cells = [
        CellFigures(book, name, points, mean(scores) / points if points else 1.0, sum(s >= points for s in scores),
             sum(s <= 0 for s in scores), len(scores))
        for (book, name, points), scores in by_cell.items()
    ]
    cells.sort(key=lambda cell: (cell.share, cell.notebook, cell.name))
    tested = records.tested_points
    return cells, [min(max(score / tested, 0.0), 1.0) if tested else 0.0 for score in by_student.values()], tested


def _troubles(records: Records, states: dict[str, str], ungraded: dict[str, str]) -> list[Trouble]:
    troubles = []
    for student, state in states.items():
        recorded = records.graded.get(student)
        if student in records.failures:
            reasons = [records.failures[student]]
        elif recorded:
            reasons = [*filter(None, [ungraded.get(student)]), *recorded.reasons]
        else:
            reasons = records.collected[student] if state == "not collected" else []
        # Who is merely left to grade is listed by name, and what waits for a person by cell.
        if reasons or state not in ("graded", WAITS, "not graded", "graded elsewhere"):
            troubles.append(Trouble(student, state, reasons))
    order = {"not graded": 0, "doubtful": 1, "problem": 2, "not collected": 3, "flagged": 4}
    # Reasons quote names that students chose, and are shown in terminals too.
    shown = [Trouble(visible(one.student), one.state, list(map(visible, one.reasons))) for one in troubles]
    return sorted(shown, key=lambda t: (order.get(t.state, 5), t.student))
