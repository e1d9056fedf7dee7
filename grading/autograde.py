"""Autograding, start to end: read, sanitize, execute in sandboxes, score, record. One writer; safe to run
again.

A submission that is done is skipped until something that can change its grade changes.
"""

import hashlib
import json
import time
from dataclasses import dataclass

from . import SCORER_VERSION
from .autograded import write_autograded
from .course_dir import CourseDir
from .errors import GradingError, Incomplete
from .executor import Executor, Job, Result
from .files import merged
from .gradebook import Gradebook
from .journal import Journal
from .late import LatePenalty
from .outside import Outside
from .preflight import REFERENCE, check_preflight, preflight_jobs
from .record import record
from .report import Report
from .sanitize import Sanitized, sanitize
from .settings import Settings
from .submission import Submission, read_submission
from .template import Template
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
    report: Report

    def __post_init__(self):
        self.late = LatePenalty(self.course)
        self.outside = Outside(self.course.checks(self.template.assignment), self.template)

    def key(self, submission: Submission) -> str:
        """Changes when the grade could: submission, source, sandbox image, scoring rule, limit, reference."""
        parts = [
            submission.digest,
            self.template.version,
            self.executor.identity,
            SCORER_VERSION,
            self.settings.timeout_seconds,
            self.settings.memory_mb,
            self.settings.earlier,
            self.outside.checks.digest,
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def run(self, students: list[str], *, force=False, skip_preflight=False) -> int:
        """Grade the students' submissions; the number graded. Raises Incomplete if some could not be done."""
        done, notes = (
            self.journal.graded(self.template.assignment),
            self.journal.collected(self.template.assignment),
        )
        todo = []
        for student in students:
            folder = self.course.path("submitted", student, self.template.assignment)
            submission = read_submission(
                student, folder, sorted(self.template.notebooks), notes.get(student, ())
            )
            if force or student not in done or done[student]["key"] != self.key(submission):
                todo.append((student, folder, notes.get(student, ())))
        if len(todo) < len(students):
            self.report.say(f"{len(students) - len(todo)} submissions are graded already and unchanged")
        if not todo:
            return 0
        self._preflight(skip_preflight)
        return self._grade(todo)

    def _preflight(self, skip: bool):
        """Run the reference, from which the batch learns, and unless `skip` insist on what must hold."""
        jobs = preflight_jobs(self.template, self.settings.timeout_seconds, self.outside)
        for job, result in self.executor.run(job for job, _ in jobs.values() if job.id == REFERENCE or not skip):
            faults = self.outside.learn(result) if job.id == REFERENCE and not result.lost else []
            if not skip:
                check_preflight(self.template, job.id, jobs[job.id][1], result, faults)
            elif faults:
                self.report.say(f"checks that decide nothing: {'; '.join(faults)}")
        if not skip:
            self.report.say("preflight: the reference earns full marks, the blank release none")

    def _grade(self, todo) -> int:
        open_, lost = {}, []

        def jobs():
            for student, folder, notes in todo:
                submission = read_submission(student, folder, sorted(self.template.notebooks), notes)
                books = {
                    name: sanitize(self.template.notebooks[name], nb)
                    for name, nb in submission.notebooks.items()
                    if nb is not None
                }
                open_[student] = submission, books
                yield Job(
                    student,
                    [(name, one.run) for name, one in books.items()],
                    merged(submission.files, self.template.files),
                    self.settings.timeout_seconds,
                    self.outside.trusted(books),
                    self.outside.allowed,
                )

        with self.report.bar(self.template.assignment, len(todo)) as step:
            for job, result in self.executor.run(jobs()):
                submission, books = open_.pop(job.id)
                if result.lost:
                    lost.append(job.id)
                    step(f"{job.id}: not graded, {result.lost}")
                else:
                    step(self._finish(submission, books, result))
        if lost:
            raise Incomplete(
                f"{len(lost)} of {len(todo)} submissions could not be run, their grades are unchanged: "
                f"{', '.join(sorted(lost))}. Run the command again; if it happens again, look at the "
                "sandbox image and the memory of the machine."
            )
        return len(todo)

    def _finish(self, submission: Submission, books: dict[str, Sanitized], result: Result) -> str:
        began, assignment = time.monotonic(), self.template.assignment
        verdict, notebooks, reasons = reach_verdict(self.template, submission, books, result, self.outside)
        write_autograded(self.course, self.template, submission, notebooks)
        before = self.journal.answers(assignment, submission.student)
        score, maximum = record(self.gradebook, self.template, verdict, before, self.late)
        reasons += verdict.discarded
        state = "problem" if submission.problems else "flagged" if any(verdict.flagged.values()) else "graded"
        seconds = sum(run.seconds for run in result.runs.values()) + time.monotonic() - began
        self.journal.record(
            assignment,
            submission.student,
            self.key(submission),
            score,
            maximum,
            state,
            reasons,
            round(seconds, 3),
            verdict.answers,
        )
        return f"{submission.student}: {score:g} of {maximum:g}" + (
            f" ({'; '.join(reasons)})" if reasons else ""
        )


def pick_students(course: CourseDir, assignment: str, wanted: list[str]) -> list[str]:
    """The students to grade: all who submitted, or those of `wanted`; GradingError for one who did not."""
    submitted = course.submitted_students(assignment)
    unknown = sorted(set(wanted) - set(submitted))
    if unknown:
        raise GradingError(
            f"no submission of {assignment} by {', '.join(unknown)} is in "
            f"{course.path('submitted', '', assignment)}: collect first, or mend the name."
        )
    return [student for student in submitted if not wanted or student in wanted]
