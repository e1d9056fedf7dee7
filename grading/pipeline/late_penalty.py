"""Points off for late submissions, as the course's nbgrader configuration says; none unless it says so."""

from functools import cached_property

from ..course.directory import CourseDir


class LatePenalty:
    """nbgrader's late submission plugin of a course."""

    def __init__(self, course: CourseDir):
        self.course = course

    @cached_property
    def _plugin(self):
        from nbgrader.preprocessors import AssignLatePenalties

        assign = AssignLatePenalties(config=self.course.config)
        assign.init_plugin()
        return assign.plugin_inst

    def dependencies(self, due) -> list[str]:
        """Everything the penalty depends on but the submission; empty where the course takes none."""
        if getattr(self._plugin, "penalty_method", "") == "none":
            return []
        sections = ("AssignLatePenalties", "LateSubmissionPlugin", type(self._plugin).__name__)
        return [str(due), *(f"{name}: {self.course.config.get(name)}" for name in sections)]

    def points(self, submission, score: float) -> float | None:
        """Points to take from a notebook with `score`; None when it is in time or the course takes none."""
        if submission.timestamp is None or submission.total_seconds_late <= 0:
            return None
        penalty = self._plugin.late_submission_penalty(
            submission.student_id, score, submission.total_seconds_late
        )
        return None if penalty is None else min(max(penalty, 0.0), score)

    def taken(self, book) -> float:
        """Points off a notebook of the gradebook that was graded as late, of what it has by now: people give points later."""
        if book.late_submission_penalty is None:
            return 0.0
        penalty = self.points(book.assignment, points_of(book))
        return book.late_submission_penalty if penalty is None else penalty


def points_of(book) -> float:
    """Points of nbgrader's SubmittedNotebook, extra credit included; a person's stand before the grader's."""
    return sum(
        ((grade.auto_score if grade.manual_score is None else grade.manual_score) or 0.0) + (grade.extra_credit or 0.0)
        for grade in book.grades
    )
