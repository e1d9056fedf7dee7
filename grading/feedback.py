"""Feedback pages, made by nbgrader's converter from copies without hidden tests, and sent through the
exchange.

A failed visible test shows its message, a failed hidden one only that it failed. Pages that would still give
a hidden test away are not released.
"""

import json
import logging
import shutil
from datetime import datetime
from pathlib import Path

from .course_dir import CourseDir
from .errors import GradingError, Incomplete
from .exchange import Exchange
from .files import OWN
from .session import Session
from .student_copy import hidden_tests, student_copy


def generate(session: Session, students: list[str] = ()) -> list[str]:
    """Make the pages of all autograded submissions, or those of `students`; whom it made them for."""
    course, assignment = session.course, session.assignment
    scratch = course.private / "feedback"
    shutil.rmtree(scratch, ignore_errors=True)
    made, secrets = [], {}
    for student in session.journal.graded(assignment):
        folder = course.path("autograded", student, assignment)
        if (students and student not in students) or not folder.is_dir():
            continue
        target = Path(course.nbgrader.format_path(".grading/feedback", student, assignment))
        target.mkdir(parents=True)
        for path in sorted(folder.glob("*.ipynb")):
            nb = json.loads(path.read_text(encoding="utf-8"))
            secrets[student, path.stem] = hidden_tests(course, nb)
            (target / path.name).write_text(json.dumps(student_copy(nb, secrets[student, path.stem])))
        for name in OWN:
            if (folder / name).is_file():
                shutil.copyfile(folder / name, target / name)
        made.append(student)
    if made:
        _convert(course, assignment)
    shutil.rmtree(scratch, ignore_errors=True)
    for (student, name), hidden in secrets.items():
        page = course.path("feedback", student, assignment) / f"{name}.html"
        if page.is_file() and any(
            word in page.read_text(encoding="utf-8") for word in (hidden.begin, hidden.end)
        ):
            page.unlink()
            # Only this student's: a word in one notebook must not keep the class from its feedback.
            made = [other for other in made if other != student]
            session.report.say(f"{student}: the feedback page would show hidden tests; it was deleted and is not sent")
    session.report.say(f"feedback pages of {len(made)} submissions of {assignment} are made")
    return made


def _convert(course: CourseDir, assignment: str) -> None:
    from nbgrader.converters import GenerateFeedback
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    from .safe_html import SafeHTMLExporter

    copies = CourseDirectory(config=course.config)
    copies.assignment_id, copies.student_id, copies.autograded_directory = (
        assignment,
        "*",
        ".grading/feedback",
    )
    converter = GenerateFeedback(coursedir=copies, config=course.config)
    converter.exporter_class, converter.force = SafeHTMLExporter, True
    converter.log.setLevel(logging.CRITICAL)
    try:
        converter.start()
    except NbGraderException as error:
        raise GradingError(f"nbgrader could not make the feedback of {assignment}: {error}") from error


def release(session: Session, exchange: Exchange, students: list[str]) -> int:
    """Send the pages of these students; the number sent. Raises Incomplete if some could not be sent."""
    failed = []
    with session.report.bar(f"feedback {session.assignment}", len(students)) as step:
        for student in students:
            try:
                exchange.release_feedback(session.assignment, student)
            except (GradingError, OSError) as error:
                failed.append(student)
                step(f"{student}: not sent: {error}")
                continue
            session.journal.db.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?)",
                (session.assignment, student, datetime.now().isoformat(" ", "seconds")),
            )
            step(f"{student}: sent")
    if failed:
        raise Incomplete(
            f"the feedback of {len(failed)} of {len(students)} students could not be sent: "
            f"{', '.join(failed)}."
        )
    return len(students)
