"""nbgrader's API as formgrader has it: what acts is asked of the grader daemon, times are in the course's zone.

Student code never runs in formgrader's process, whatever handler of nbgrader's asks for it.
"""

from datetime import UTC, datetime

from nbgrader.apps.api import NbGraderAPI

from ...daemon import client
from ...settings import local


class CourseAPI(NbGraderAPI):
    """Reads the gradebook and the course directory itself."""

    def get_assignment(self, assignment_id, released=None):
        row = super().get_assignment(assignment_id, released)
        due = row and row["duedate"] and _local(row["duedate"])
        if due:
            row["display_duedate"] = due.strftime(self.timestamp_format)
            row["duedate_notimezone"] = due.replace(tzinfo=None).isoformat(timespec="seconds")
        if row:
            row["duedate_timezone"] = local(datetime.now(UTC)).strftime("%z")
        return row

    def get_submission(self, *arguments, **named):
        return self._at_local_time(super().get_submission(*arguments, **named))

    def get_submissions(self, assignment_id):
        return [self._at_local_time(row) for row in super().get_submissions(assignment_id)]

    def _at_local_time(self, row):
        if row and row["timestamp"]:
            row["display_timestamp"] = _local(row["timestamp"]).strftime(self.timestamp_format)
        return row

    def generate_assignment(self, assignment_id, **_):
        return client.ask("generate", assignment_id)

    def release_assignment(self, assignment_id):
        return client.ask("release", assignment_id)

    def unrelease(self, assignment_id):
        return client.ask("unrelease", assignment_id)

    def collect(self, assignment_id, **_):
        return client.ask("collect", assignment_id)

    def autograde(self, assignment_id, student_id, **_):
        return client.ask("autograde", assignment_id, student_id)

    def generate_feedback(self, assignment_id, student_id=None, **_):
        return client.ask("generate_feedback", assignment_id, student_id)

    def release_feedback(self, assignment_id, student_id=None):
        return client.ask("release_feedback", assignment_id, student_id)


def _local(written: str) -> datetime:
    """A time as the gradebook has it: in UTC, without saying so."""
    return local(datetime.fromisoformat(written).replace(tzinfo=UTC))
