"""Opens what a batch needs, runs it, and queues the review sample again for what has a new grade."""

import contextlib

from sqlalchemy.exc import SQLAlchemyError

from ..assignments.registration import ensure_due_date, ensure_registered
from ..assignments.template import load_template
from ..errors import GradingError
from ..execution.engines import executor_for
from ..records.session import Session
from ..review.review_queue import requeue_changed
from .autograde import Batch
from .fingerprint import pick_students


def autograde(session: Session, students: list[str] = (), *, force=False, skip_preflight=False) -> int:
    """Autograde the assignment in sandboxes; the number of submissions graded."""
    settings, course = session.settings, session.course
    course.ensure_room(settings.min_free_mb)
    executor = executor_for(settings, session.owner)
    ensure_registered(course, session.gradebook, session.assignment)
    ensure_due_date(session.gradebook, session.assignment, settings)
    chosen = pick_students(course, session.assignment, list(students))
    if not chosen:
        session.report.say(f"no submission of {session.assignment} to grade: collect first")
        return 0
    with executor:
        if force or set(chosen) - set(session.journal.graded(session.assignment)):
            executor.warm()  # they start while the template is read
        template = load_template(course, session.gradebook, session.assignment)
        batch = Batch(course, session.gradebook, session.journal, executor, template, settings, session.report)
        try:
            count = batch.run(chosen, force=force, skip_preflight=skip_preflight)
        except BaseException:
            # What stopped the batch is the news, not that the same database refuses this as well.
            with contextlib.suppress(GradingError, SQLAlchemyError):
                requeue_changed(session)
            raise
        requeue_changed(session)
        return count
