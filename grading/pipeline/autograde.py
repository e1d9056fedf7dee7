"""Autograding, start to end: read, restore, execute in sandboxes, score, record. One writer; safe to run
again.

A submission that is done is skipped until something that can change its grade changes. What goes wrong with one
submission is noted for that one; what concerns everybody stops the run.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass

from ..assignments.template import Template
from ..course.directory import CourseDir
from ..course.files import merged
from ..errors import NotGraded, PreflightFailed
from ..execution.executor import Executor, Job, Result
from ..messages.reporter import Reporter
from ..records.failures import Failures
from ..records.gradebook import Gradebook
from ..records.journal import Journal, digest_of
from ..records.progress import Progress
from ..records.review_records import ReviewRecords
from ..settings import Settings
from ..submissions.notebook_choice import choose_notebooks
from ..submissions.reader import SubmissionReader
from ..submissions.restored_notebook import RestoredNotebook
from ..submissions.submission import Submission
from .autograded_directory import write_autograded
from .fingerprint import common_fingerprint, fingerprint_of, submission_of, why_again
from .late_penalty import LatePenalty
from .preflight import Preflight
from .record import Verdict, record
from .value_checks import ValueChecks
from .verdict import reach_verdict


@dataclass
class Batch:
    """One run of the grader over an assignment."""

    course: CourseDir
    gradebook: Gradebook
    journal: Journal
    executor: Executor
    template: Template
    settings: Settings
    reporter: Reporter

    def __post_init__(self):
        self.late = LatePenalty(self.course)
        self.failures = Failures(self.journal, self.template.assignment, self.course.errors)
        self.value_checks = ValueChecks(self.course.checks(self.template.assignment), self.template)
        self.common = common_fingerprint(
            self.template, self.executor.identity, self.settings, self.late, self.value_checks.comparison.digest
        )

    def fingerprint(self, submission: Submission) -> str:
        """Changes when the grade could."""
        return fingerprint_of(submission.digest, self.common)

    def run(self, students: list[str], *, force=False, skip_preflight=False) -> int:
        """Grade the students' submissions; the number graded. Raises Incomplete if some could not be done."""
        assignment = self.template.assignment
        done, again, todo = self.journal.graded(assignment), [], []
        failed_before = self.journal.failures(assignment).keys() | self.journal.intended(assignment)
        notes = self.journal.collected(assignment)
        self.reader = SubmissionReader(self.course, assignment, sorted(self.template.notebooks), notes)
        self.gradebook.ensure_students(students)
        self.graded_answers = self.gradebook.graded_answers(assignment)
        for student in students:
            with self.failures.at_most(student, self.reporter.say):
                submission, old = self.reader.read(student), done[student].fingerprint if student in done else ""
                if force or student in failed_before or old != self.fingerprint(submission):
                    todo.append(student)
                    again += [old] if submission_of(old) == submission.digest and not force else []
        if len(todo) + len(self.failures) < len(students):
            self.reporter.say(
                f"{len(students) - len(todo) - len(self.failures)} submissions are graded already and unchanged"
            )
        for sentence in why_again(again, self.common):
            self.reporter.say(sentence)
        if todo:
            self._preflight(skip_preflight)
            self._grade(todo, closing=not skip_preflight)
        elif not skip_preflight and self.journal.unconfirmed(assignment):
            self._close()  # the run before died on its last steps
        self.failures.require_none(len(students))
        return len(todo)

    def _preflight(self, skip: bool):
        """Run the reference, from which the batch learns, and unless `skip` insist on what must hold."""
        first = Preflight(self.template, self.settings.timeout_seconds, self.value_checks)
        for job, result in self.executor.run(first.ordered(reference_only=skip)):
            first.take(job, result)
        if skip:
            for fault in first.faults:
                self.reporter.say(f"preflight, not insisted on: {fault}")
        else:
            first.require("No grade was changed. Mend the source or the sandbox; --skip-preflight grades all the same.")
            self.reporter.say("preflight: the reference earns full marks, the blank release none")

    def _grade(self, todo: list[str], closing: bool):
        open_, graded = {}, []
        last = Preflight(self.template, self.settings.timeout_seconds, self.value_checks, after=True) if closing else None

        def jobs():
            for student in todo:
                with self.failures.at_most(student, step):
                    submission = self.reader.read(student)
                    books = choose_notebooks(submission, self.template)
                    job = Job(
                        student,
                        [(name, one.run) for name, one in books.items()],
                        merged(submission.files, self.template.files),
                        self.settings.timeout_seconds,
                        self.value_checks.trusted(books),
                        self.value_checks.allowed,
                        self.value_checks.expected(books),
                    )
                    open_[student] = submission, books
                if student in open_:
                    yield job
                else:
                    progress.finish()
            yield from last.ordered() if last else ()

        progress = Progress(self.journal.db, self.template.assignment)
        progress.begin(len(todo))
        with self.reporter.bar(self.template.assignment, len(todo)) as step:
            for job, result in self.executor.run(jobs()):
                if last and job.id in last.jobs:
                    last.take(job, result)
                    continue
                submission, books = open_.pop(job.id)
                with self.failures.at_most(job.id, step):
                    if result.lost:
                        raise NotGraded(result.lost)
                    said = self._finish(submission, books, result)
                    graded.append(job.id)
                    step(said)
                progress.finish()
        if newer := self.reader.newer(graded):
            self.reporter.say(
                f"changed while the grader ran, graded as it was before: {', '.join(newer)}. Run the command again."
            )
        if last:
            self._confirm(last)

    def _close(self):
        """The closing preflight alone."""
        self._preflight(skip=False)
        last = Preflight(self.template, self.settings.timeout_seconds, self.value_checks, after=True)
        for job, result in self.executor.run(last.ordered()):
            last.take(job, result)
        self._confirm(last)

    def _confirm(self, last: Preflight):
        """Confirm the grades of this run and of one that died before its end, or mark them."""
        graded = self.journal.unconfirmed(self.template.assignment)
        try:
            last.require(
                f"This was right before the submissions and is wrong after them: the {len(graded)} grades of this run "
                "are marked doubtful; run the command again to grade them again."
            )
        except PreflightFailed:
            self.journal.doubt(self.template.assignment, graded)
            raise
        self.journal.confirm(self.template.assignment)

    def _finish(self, submission: Submission, books: dict[str, RestoredNotebook], result: Result) -> str:
        began, assignment, student = time.monotonic(), self.template.assignment, submission.student
        verdict, notebooks, reasons = reach_verdict(self.template, submission, books, result, self.value_checks)
        write_autograded(self.course, self.template, submission, notebooks)
        # A page that was made from an older grade must not be sent by a later click.
        shutil.rmtree(self.course.path("feedback", student, assignment), ignore_errors=True)
        before = self.journal.answers_before(assignment, student, self.graded_answers.get(student))
        score, maximum = record(self.gradebook, self.template, verdict, before, self.late, self._intend(verdict))
        reasons += verdict.discarded
        state = "problem" if submission.problems else "flagged" if any(verdict.flagged.values()) else "graded"
        seconds = sum(run.seconds for run in result.runs.values()) + time.monotonic() - began
        self.journal.record(
            assignment,
            student,
            self.fingerprint(submission),
            score,
            maximum,
            state,
            reasons,
            round(seconds, 3),
            verdict.answers,
        )
        return f"{student}: {score:g} of {maximum:g}" + (f" ({'; '.join(reasons)})" if reasons else "")

    def _intend(self, verdict: Verdict) -> Callable[[list[str]], list[str]]:
        """What `record` calls with its notes right before it commits."""
        assignment, student = self.template.assignment, verdict.student

        def intend(notes: list[str]) -> list[str]:
            with self.journal.transaction():
                ReviewRecords(self.journal.db).renew_double_review(assignment, student, digest_of(verdict.answers))
                return self.journal.intend(assignment, student, verdict.answers, notes)

        return intend
