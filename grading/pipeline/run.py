"""Opens what a batch needs, runs it, and queues the review sample again for what has a new grade."""

import contextlib

from sqlalchemy.exc import SQLAlchemyError

from ..assignments.registration import ensure_due_date, ensure_registered
from ..assignments.template import load_template
from ..errors import GradingError
from ..execution.engines import executor_for
from ..records.context import AssignmentContext
from ..review.review_queue import requeue_changed
from .autograde import Batch
from .fingerprint import pick_students


def autograde(context: AssignmentContext, students: list[str] = (), *, force=False, skip_preflight=False) -> int:
    """Autograde the assignment in sandboxes; the number of submissions graded."""
    settings, course = context.settings, context.course
    course.ensure_room(settings.min_free_mb)
    executor = executor_for(settings, context.owner, context.ready)
    ensure_registered(course, context.gradebook, context.assignment)
    ensure_due_date(context.gradebook, context.assignment, settings)
    chosen = pick_students(course, context.assignment, list(students))
    if not chosen:
        context.reporter.say(f"no submission of {context.assignment} to grade: collect first")
        return 0
    with executor:
        if force or set(chosen) - set(context.journal.graded(context.assignment)):
            executor.warm()  # they start while the template is read
        template = load_template(course, context.gradebook, context.assignment)
        batch = Batch(course, context.gradebook, context.journal, executor, template, settings, context.reporter)
        try:
            count = batch.run(chosen, force=force, skip_preflight=skip_preflight)
        except BaseException:
            # What stopped the batch is the news, not that the same database refuses this as well.
            with contextlib.suppress(GradingError, SQLAlchemyError):
                requeue_changed(context)
            raise
        requeue_changed(context)
        return count
