"""Collects submissions student by student and enrols the course's students. Grades nothing."""

from exchange_rules.names import fault

from ..assignments.registration import ensure_due_date
from ..errors import GradingError, Incomplete
from ..records.context import AssignmentContext
from ..records.failures import concerns_everybody
from .directory import Exchange, Student

OF_STAFF = (
    "belongs to the staff, so the submission is not collected and counts nowhere; it stays in the exchange. To try the way of a "
    "submission, put a student of your own into the roster."
)


def collect(context: AssignmentContext, exchange: Exchange, students: list[str] = ()) -> int:
    """Collect the newest submissions; how many were new. Raises Incomplete if some could not be collected."""
    context.course.ensure_room(context.settings.min_free_mb)
    ensure_due_date(context.gradebook, context.assignment, context.settings)
    known = exchange.list_students()
    if known is not None:
        enrol(context, known)
    staff = exchange.list_staff()
    context.journal.note_staff(staff)
    submitters = [
        name for name in exchange.list_submitters(context.assignment) if not students or name in students
    ]
    for name in sorted(staff & set(submitters)):
        context.reporter.say(f"{name}: {OF_STAFF}")
    submitters = [name for name in submitters if name not in staff]
    failed, new, collected = [], 0, context.journal.collected_at(context.assignment)
    context.gradebook.ensure_students([name for name in submitters if not fault(name)])
    with context.reporter.bar(f"collect {context.assignment}", len(submitters)) as step:
        for student in submitters:
            try:
                if why := fault(student):
                    raise GradingError(f"this name {why}")
                # The journal knows what came whole: files alone may be what a killed run left, without its notes.
                found = exchange.collect(context.assignment, student, collected.get(student))
            except (GradingError, OSError) as error:
                if concerns_everybody(error) and isinstance(error, OSError):
                    raise
                failed.append(student)
                context.journal.note_collected(
                    context.assignment, student, "", [f"could not be collected: {error}"]
                )
                step(f"{student}: could not be collected: {error}")
                continue
            if found.new:
                new += 1
                context.journal.note_collected(
                    context.assignment, student, found.timestamp, list(found.notes)
                )
            step(
                f"{student}: {'collected' if found.new else 'nothing newer'}"
                + (f" ({'; '.join(found.notes)})" if found.notes else "")
            )
    if failed:
        raise Incomplete(
            f"{len(failed)} of {len(submitters)} submissions could not be collected: "
            f"{', '.join(failed)}. The others are in submitted/."
        )
    return new


def enrol(context: AssignmentContext, students: list[Student]) -> None:
    """Add students to the gradebook and renew their names; removes nobody."""
    models = context.gradebook.models
    with context.gradebook.transaction() as db:
        for student in students:
            row = db.get(models.Student, student.id)
            if row is None:
                row = models.Student(id=student.id)
                db.add(row)
            for name in ("first_name", "last_name", "email"):
                value = getattr(student, name)
                if value and getattr(row, name) != value:
                    setattr(row, name, value)
    context.reporter.say(f"{len(students)} students are in the gradebook")
