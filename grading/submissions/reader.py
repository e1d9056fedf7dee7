"""Reads submissions that may be replaced meanwhile: each as it was at one moment. Changes no file."""

import time

from ..course.directory import CourseDir
from ..course.files import fingerprint
from ..errors import NotGraded
from .submission import Submission, read_submission


class SubmissionReader:
    """The submissions of an assignment with these notebooks; `notes` are what collecting found, by student."""

    def __init__(self, course: CourseDir, assignment: str, notebooks: list[str], notes: dict[str, list[str]]):
        self.course, self.assignment, self.notebooks, self.notes = course, assignment, notebooks, notes
        self.seen: dict[str, list] = {}

    def _folder(self, student: str):
        return self.course.path("submitted", student, self.assignment)

    def read(self, student: str) -> Submission:
        """The student's submission. Raises NotGraded when it changes all the time."""
        folder = self._folder(student)
        for _ in range(3):
            before = fingerprint(folder)
            submission = read_submission(student, folder, self.notebooks, self.notes.get(student, ()))
            if fingerprint(folder) == before:
                self.seen[student] = before
                return submission
            time.sleep(0.5)
        raise NotGraded(f"the files in {folder} change while they are read")

    def newer(self, students: list[str]) -> list[str]:
        """Those whose files changed after they were read."""
        return [student for student in students if fingerprint(self._folder(student)) != self.seen[student]]
