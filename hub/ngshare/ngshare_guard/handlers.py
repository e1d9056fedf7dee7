"""The addresses the exchange offers: ngshare's handlers, with checks before uploads and destructive calls.

Not offered: ngshare's debug page, its database dump and its OAuth login, which no client of the exchange
needs.
"""

import base64
import datetime
import json

from ngshare import ngshare
from ngshare.database.database import Submission as StoredSubmission
from sqlalchemy import text
from tornado.web import RequestHandler

from exchange_rules.configuration_files import NOTE, is_configuration
from exchange_rules.names import assignment_fault
from ngshare_guard.callers import AuthenticatedHandler, JsonAnswers
from ngshare_guard.upload_files import find_problem, without_configuration


class CheckedFiles(AuthenticatedHandler):
    """Mixin: refuses an upload by its file names before ngshare writes anything."""

    def json_files_unpack(self, json_str, target):
        """ngshare's hook that writes the files of an upload (release, submission, feedback): refuse odd names and configuration
        files with 400, else write."""
        if problem := find_problem(json_str):
            self.json_error(400, problem)
        for file in json.loads(json_str):
            if is_configuration(file["path"]):
                self.json_error(
                    400,
                    f"{file['path']!r} is a file that Jupyter or Python would read as its configuration. Take it out and "
                    "send again.",
                )
        super().json_files_unpack(json_str, target)


class ReleasedAssignment(CheckedFiles, ngshare.DownloadReleaseAssignment):
    """`assignment/<course>/<assignment>`: fetch, release, unrelease."""

    def post(self, course_id, assignment_id):
        """Release. What an earlier version let in under such a name can still be fetched and submitted."""
        self.check_course_instructor(self.find_course(course_id))
        self.refuse(assignment_id, assignment_fault(assignment_id))
        super().post(course_id, assignment_id)

    def delete(self, course_id, assignment_id):
        """Unrelease, which is also the first half of a forced release, only while nobody has submitted."""
        course = self.find_course(course_id)
        self.check_course_instructor(course)
        submissions = self.find_assignment(course, assignment_id).submissions
        if submissions:
            students = len({submission.student_id for submission in submissions})
            self.json_error(
                409,
                f"{assignment_id} already has submissions ({len(submissions)}, students: {students}). "
                "Forced release and unrelease would delete them with their feedback. Nothing was changed. "
                f"Release a correction under a new name (for example {assignment_id}_v2) and tell the class.",
            )
        super().delete(course_id, assignment_id)


class Instructors(AuthenticatedHandler, ngshare.ListInstructors):
    """`instructors/<course>`: the staff with their e-mail addresses, for the staff."""

    def get(self, course_id):
        self.check_course_instructor(self.find_course(course_id))
        super().get(course_id)


class Course(AuthenticatedHandler, ngshare.AddCourse):
    """`course/<course>`: create, delete."""

    def delete(self, course_id):
        """Delete a course only while nothing was submitted in it."""
        self.check_admin()
        if any(assignment.submissions for assignment in self.find_course(course_id).assignments):
            self.json_error(409, f"The course {course_id} has submissions. Start a new course instead.")
        super().delete(course_id)


class Submission(CheckedFiles, ngshare.SubmitAssignment):
    """`submission/<course>/<assignment>`: submit."""

    left_out: tuple[str, ...] = ()
    received: dict[str, int] | None = None

    def json_files_unpack(self, json_str, target):
        """Take the work and leave configuration files out: a stray file must not cost the submission."""
        if problem := find_problem(json_str):
            self.json_error(400, problem)
        kept, self.left_out = without_configuration(json.loads(json_str))
        if all(file["path"] == NOTE for file in kept):
            self.json_error(
                400,
                "The submission has only files that Jupyter or Python would read as configuration, so nothing was changed and "
                "what was sent before still counts. Save your notebook in the assignment's folder and send it again.",
            )
        super().json_files_unpack(json.dumps(kept), target)
        self.received = {file["path"]: len(base64.decodebytes(file["content"].encode())) for file in kept}

    def json_success(self, msg=None, **answer):
        """Name what arrived, in bytes, so that the sender can compare, and what was left out."""
        answer |= {"received": self.received} if self.received is not None else {}
        super().json_success(msg, **answer | ({"left_out": self.left_out} if self.left_out else {}))

    def post(self, course_id, assignment_id):
        """Take the submission unless its sender has sent so many that the disk has to be kept from them."""
        course = self.find_course(course_id)
        self.check_course_user(course)
        sent = self.find_student_submissions(self.find_assignment(course, assignment_id), self.user)
        hour_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)
        per_hour, in_all = self.settings["submissions_per_hour"], self.settings["submissions_in_all"]
        if sent.count() >= in_all:
            self.json_error(
                429,
                f"You have sent {in_all} versions of {assignment_id}, and no more are accepted. The newest one "
                "counts. If it must be replaced, ask your instructor to have classroom_submissions_in_all raised.",
            )
        if sent.filter(StoredSubmission.timestamp > hour_ago).count() >= per_hour:
            self.json_error(
                429,
                f"You have sent {per_hour} versions of {assignment_id} within an hour. They are all kept and the "
                "newest one counts. Wait a few minutes, then send the next.",
            )
        super().post(course_id, assignment_id)


def _roster_only(handler: type, *methods: str) -> type:
    """The handler with `methods` left to the roster's service: a TA's rights end at the work to be graded."""

    def refuse_others(method):
        def checked(self, *arguments):
            self.check_admin()
            return getattr(handler, method)(self, *arguments)

        return checked

    return type(handler.__name__, (AuthenticatedHandler, handler), {method: refuse_others(method) for method in methods})


class Instructor(_roster_only(ngshare.ManageInstructor, "post", "delete")):
    """`instructor/<course>/<name>`: one of the staff with name and e-mail address, for the staff."""

    def get(self, course_id, instructor_id):
        self.check_course_instructor(self.find_course(course_id))
        super().get(course_id, instructor_id)


class CollectedSubmission(AuthenticatedHandler, ngshare.DownloadAssignment):
    """`submission/<course>/<assignment>/<student>`: the latest one, or that of a timestamp."""

    def find_student_submission(self, assignment, student, timestamp):
        """ngshare passes the timestamp on as text, which no database driver accepts."""
        return super().find_student_submission(assignment, student, self.strptime(timestamp))


class Feedback(CheckedFiles, ngshare.UploadDownloadFeedback):
    """`feedback/<course>/<assignment>/<student>`: release and fetch feedback."""


class Health(JsonAnswers, RequestHandler):
    """`healthz`: 200 when the database answers; needs no token and tells nothing else."""

    def get(self):
        """Ask the database for one row."""
        with self.application.db_session() as session:
            session.execute(text("SELECT 1"))
        self.write({"success": True})


class NotOffered(JsonAnswers, RequestHandler):
    """Any other address."""

    def prepare(self):
        """404 for every method."""
        self.set_status(404)
        self.finish(
            json.dumps({"success": False, "message": "The exchange service does not offer this address."})
        )


def _known_caller(handler: type) -> type:
    return type(handler.__name__, (AuthenticatedHandler, handler), {})


def routes(prefix: str) -> list[tuple[str, type]]:
    """Regular expression and handler of every address, below `prefix` (which ends with a slash)."""
    name = "([^/]+)"
    offered = [
        ("courses", _known_caller(ngshare.ListCourses)),
        (f"course/{name}", Course),
        (f"instructor/{name}/{name}", Instructor),
        (f"instructors/{name}", Instructors),
        (f"student/{name}/{name}", _roster_only(ngshare.ManageStudent, "post", "delete")),
        (f"students/{name}", _roster_only(ngshare.ListStudents, "post")),
        (f"assignments/{name}", _known_caller(ngshare.ListAssignments)),
        (f"assignment/{name}/{name}", ReleasedAssignment),
        (f"submissions/{name}/{name}", _known_caller(ngshare.ListSubmissions)),
        (f"submissions/{name}/{name}/{name}", _known_caller(ngshare.ListStudentSubmissions)),
        (f"submission/{name}/{name}", Submission),
        (f"submission/{name}/{name}/{name}", CollectedSubmission),
        (f"feedback/{name}/{name}/{name}", Feedback),
        ("healthz", Health),
    ]
    return [(prefix + address, handler) for address, handler in offered] + [("/healthz", Health)]
