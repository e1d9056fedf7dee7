"""The grader's own records, beside nbgrader's gradebook: what was graded from what, reviews, and what
collecting found.

A row of Graded is written after the gradebook's commit, so it means that the grade is there; what is about to be graded is
written before it (`intend`), so that a kill between the two takes nothing from anybody.
"""

import hashlib
import json
from collections import defaultdict
from pathlib import Path

from sqlalchemy import URL, delete, exists, func, select, tuple_, update

from .clock import moment, now
from .database import Database
from .engine import WAIT_SECONDS
from .tables import (
    CLOSED,
    Answer,
    Collected,
    Discarded,
    Failure,
    Feedback,
    Graded,
    Intent,
    Review,
    Run,
    Saved,
    Staff,
    Unconfirmed,
    of,
)


class Journal:
    """The grader's records at `place`, a directory or a URL. Rows are those of `tables`. Raises what `Database` does."""

    def __init__(self, place: Path | URL, wait_seconds: float = WAIT_SECONDS):
        self.db = Database(place, wait_seconds)
        self.path, self.close = self.db.path, self.db.close
        self.transaction, self.reading = self.db.transaction, self.db.reading

    def graded(self, assignment: str) -> dict[str, Graded]:
        """Finished submissions by student."""
        return {row.student: row for row in self.db.all(select(Graded).where(*of(Graded, assignment)).order_by(Graded.student))}

    def answers(self, assignment: str, student: str) -> dict[tuple[str, str], str]:
        """Digest of what each grade rested on, by (notebook, cell)."""
        return _digests(self.db.all(select(Answer).where(*of(Answer, assignment, student))))

    def answers_before(self, assignment: str, student: str, graded: str | None) -> dict[tuple[str, str], str]:
        """The same for a new grade; `graded`: the digest of the answers of which the gradebook has the grade, if known.

        Where a run died after the gradebook's commit, all that a person gave since is for the answers that had just been
        graded. Where it died right before, its pages were there: points given since are for the answers they showed.
        """
        recorded, intent = self.answers(assignment, student), self._intent(assignment, student)
        if graded not in (None, digest_of(recorded)) and graded == digest_of(intent):
            return intent
        where = [tuple_(*(getattr(table, name) for name in ("assignment", "student", "notebook", "cell")))
                 for table in (Saved, Intent)]
        since = exists().where(Saved.id > Intent.saves, where[0] == where[1])
        return recorded | _digests(self.db.all(select(Intent).where(*of(Intent, assignment, student), since)))

    def _intent(self, assignment: str, student: str) -> dict[tuple[str, str], str]:
        return _digests(self.db.all(select(Intent).where(*of(Intent, assignment, student))))

    def intended(self, assignment: str) -> set[str]:
        """Students whose grade may be in the gradebook without a row of Graded: a run died in between."""
        return set(self.db.all(select(Intent.student).where(*of(Intent, assignment))))

    def intend(self, assignment: str, student: str, answers: dict, notes: list[str]) -> list[str]:
        """Before the gradebook's commit: what the grade will rest on, and notes on what will be discarded; all such notes."""
        who = {"assignment": assignment, "student": student}
        with self.transaction() as session:
            last = session.scalar(select(func.coalesce(func.max(Saved.id), 0)))
            session.execute(delete(Intent).where(*of(Intent, assignment, student)))
            session.add_all(
                Intent(**who, notebook=notebook, cell=cell, digest=digest, saves=last)
                for (notebook, cell), digest in sorted(answers.items())
            )
            return self.discard(assignment, student, notes)

    def work_digest(self, assignment: str, student: str, *, shown=False) -> str:
        """Digest of everything a reviewer judges in this submission; `shown`: as its pages show it, recorded or not yet."""
        if shown and student in self.intended(assignment):
            return digest_of(self._intent(assignment, student))
        return digest_of(self.answers(assignment, student))

    def record(self, assignment, student, fingerprint, score, max_score, state, reasons, seconds, answers):
        """Note a finished submission; its grade is unconfirmed until `confirm`.

        `score` and `max_score` in points, `seconds` that it ran; `state` and `reasons` as `verdict` has
        them; `answers`: the digest of each answer by (notebook, cell).
        """
        who = {"assignment": assignment, "student": student}
        with self.transaction() as session:
            for table in (Answer, Failure, Discarded, Intent):
                session.execute(delete(table).where(*of(table, assignment, student)))
            session.add_all(
                Answer(**who, notebook=notebook, cell=cell, digest=digest) for (notebook, cell), digest in sorted(answers.items())
            )
            given = {"score": score, "max_score": max_score, "state": state, "reasons": reasons, "seconds": seconds}
            session.merge(Graded(**who, fingerprint=fingerprint, **given))
            session.merge(Unconfirmed(**who))
            # What was sent is about another grade.
            session.execute(update(Feedback).where(*of(Feedback, assignment, student)).values(released_at=None))

    def discard(self, assignment: str, student: str, notes: list[str]) -> list[str]:
        """Keep notes of points that are about to be discarded; those of a run that died before `record` included."""
        known = select(Discarded.note).where(*of(Discarded, assignment, student)).order_by(Discarded.id)
        if notes:
            with self.transaction() as session:
                new = [note for note in dict.fromkeys(notes) if note not in set(session.scalars(known))]
                session.add_all(Discarded(assignment=assignment, student=student, note=note) for note in new)
        return self.db.all(known)

    def note_failure(self, assignment: str, student: str, reason: str):
        """Note why a submission could not be graded; the grade it had before stays what it was."""
        with self.transaction() as session:
            session.merge(Failure(assignment=assignment, student=student, reason=reason))

    def failures(self, assignment: str) -> dict[str, str]:
        """Why submissions could not be graded, by student."""
        return {row.student: row.reason for row in self.db.all(select(Failure).where(*of(Failure, assignment)))}

    def unconfirmed(self, assignment: str) -> set[str]:
        """Students whose grades are of a run that has not reached its closing preflight."""
        return set(self.db.all(select(Unconfirmed.student).where(*of(Unconfirmed, assignment))))

    def confirm(self, assignment: str):
        """The closing preflight was right."""
        with self.transaction() as session:
            session.execute(delete(Unconfirmed).where(*of(Unconfirmed, assignment)))

    def doubt(self, assignment: str, students: set[str]):
        """Mark grades of a run whose closing preflight failed: without a fingerprint the next run grades them again."""
        with self.transaction() as session:
            for student in students:
                session.execute(update(Graded).where(*of(Graded, assignment, student)).values(fingerprint="", state="doubtful"))

    def note_collected(self, assignment: str, student: str, timestamp: str, notes: list[str]):
        """What collecting a submission came to: its time as in timestamp.txt ("" when it failed), and what is wrong with it."""
        with self.transaction() as session:
            session.merge(Collected(assignment=assignment, student=student, timestamp=timestamp, notes=notes))

    def collected_at(self, assignment: str) -> dict[str, str]:
        """Timestamps of the submissions last collected, by student; "" after a failure."""
        return {row.student: row.timestamp for row in self.db.all(select(Collected).where(*of(Collected, assignment)))}

    def collected(self, assignment: str) -> dict[str, list[str]]:
        """Notes of collecting by student."""
        return {row.student: row.notes for row in self.db.all(select(Collected).where(*of(Collected, assignment)))}

    def note_staff(self, names: set[str]) -> None:
        """Who belongs to the staff now, as the exchange says."""
        with self.transaction() as session:
            session.execute(delete(Staff))
            session.add_all(Staff(name=name) for name in sorted(names))

    def staff(self) -> set[str]:
        """Members of the staff: no students, whatever they once handed in."""
        return set(self.db.all(select(Staff.name)))

    def reviews(self, assignment: str) -> dict[str, Review]:
        """The review sample by student."""
        return {row.student: row for row in self.db.all(select(Review).where(*of(Review, assignment)).order_by(Review.student))}

    def queue_reviews(self, reviews: list[Review]) -> None:
        """Note who is in the sample."""
        if reviews:
            with self.transaction() as session:
                for review in reviews:
                    session.merge(review)

    def close_reviews(self, assignment: str, students: list[str]) -> None:
        """A person is through with these."""
        if students:
            with self.transaction() as session:
                closed = update(Review).where(*of(Review, assignment), Review.student.in_(students))
                session.execute(closed.values(state=CLOSED, closed_at=now()))

    def note_feedback(self, assignment: str, student: str) -> None:
        """The student's feedback has been sent."""
        with self.transaction() as session:
            session.merge(Feedback(assignment=assignment, student=student, released_at=now()))

    def run(self, assignment: str) -> Run | None:
        """The batch that runs, or the last one; None if there was none."""
        return next(iter(self.db.all(select(Run).where(*of(Run, assignment)))), None)

    def feedback_sent(self, assignment: str) -> dict[str, bool]:
        """Students whose feedback has been sent, and whether a new grade or other points overtook it since."""
        saved = defaultdict(list)
        for save in self.db.all(select(Saved).where(*of(Saved, assignment))):
            saved[save.student].append(save)
        return {
            row.student: row.released_at is None or any(_changed(save, row) for save in saved[row.student])
            for row in self.db.all(select(Feedback).where(*of(Feedback, assignment)))
        }


def _changed(save: Saved, sent: Feedback) -> bool:
    if not save.at or moment(save.at) <= moment(sent.released_at):
        return False
    return (save.before, save.extra_before) != (save.after, save.extra_after)


def _digests(rows) -> dict[tuple[str, str], str]:
    return {(row.notebook, row.cell): row.digest for row in rows}


def digest_of(answers: dict[tuple[str, str], str]) -> str:
    """One digest of the answers' digests."""
    return hashlib.sha256(json.dumps(sorted(answers.items())).encode()).hexdigest()
