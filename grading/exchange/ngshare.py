"""ngshare, spoken to over its REST interface; the only file that knows it.

Takes a submission apart file by file: a name no file system takes costs that file, not the class.
"""

import base64
import json
import os
import shutil
from pathlib import Path
from urllib.parse import quote

from exchange_rules.configuration_files import NOTE, is_configuration
from exchange_rules.file_names import path_fault
from notebooks.limits import SUBMISSION_BYTES

from ..course.directory import CourseDir
from ..course.files import OWN
from ..course.replacing import replace_directory
from ..errors import GradingError
from .directory import Collected, Exchange, Student
from .left_out import WHY, notes_of_exchange


class NgshareExchange(Exchange):
    """Submissions and feedback through ngshare. The hub token is taken from JUPYTERHUB_API_TOKEN.

    Every method but `missing` raises GradingError when ngshare refuses or does not answer.
    """

    def __init__(self, course: CourseDir, configured):
        import requests
        from traitlets.utils.importstring import import_item

        super().__init__(course)
        if isinstance(configured, str):
            configured = import_item(configured)
        self.url = configured(coursedir=course.nbgrader, config=course.config).ngshare_url.rstrip("/")
        self.http = requests.Session()
        if token := os.environ.get("JUPYTERHUB_API_TOKEN"):
            self.http.headers["Authorization"] = f"token {token}"

    def missing(self) -> None:
        """Nothing is: a server that does not answer is an error of each request."""
        return None

    def list_students(self) -> list[Student]:
        """Everybody who is enrolled, with the names that the roster has."""
        return [
            Student(row["username"], row["first_name"], row["last_name"], row["email"])
            for row in self._ask("GET", "students", self.course.course_id)["students"]
        ]

    def list_staff(self) -> set[str]:
        """User names of the course's instructors and teaching assistants."""
        return {row["username"] for row in self._ask("GET", "instructors", self.course.course_id)["instructors"]}

    def is_released(self, assignment: str) -> bool:
        """Whether students can fetch the assignment."""
        return assignment in self._ask("GET", "assignments", self.course.course_id)["assignments"]

    def release_assignment(self, assignment: str) -> None:
        """Send all files of release/ASSIGNMENT; raises GradingError also when it is released already."""
        folder = self.course.path("release", ".", assignment)
        files = [
            {
                "path": path.relative_to(folder).as_posix(),
                "content": base64.encodebytes(path.read_bytes()).decode(),
            }
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
        self._ask("POST", "assignment", self.course.course_id, assignment, data={"files": json.dumps(files)})

    def unrelease_assignment(self, assignment: str) -> None:
        """Take it back; ngshare's guard refuses once there are submissions, which would be deleted."""
        self._ask("DELETE", "assignment", self.course.course_id, assignment)

    def list_submitters(self, assignment: str) -> list[str]:
        """Students with at least one submission, sorted; remembers the time of each newest one for `collect`."""
        rows = self._ask("GET", "submissions", self.course.course_id, assignment)["submissions"]
        self._newest = {}
        for row in rows:
            self._newest[row["student_id"]] = max(row["timestamp"], self._newest.get(row["student_id"], ""))
        return sorted(self._newest)

    def collect(self, assignment: str, student: str, known: str | None = None) -> Collected:
        """Bring the newest submission into submitted/, unless it is there and `known` is its time.

        Files beyond the limits are left out, and named. Raises OSError too; what was there before stays then.
        """
        target = self.course.path("submitted", student, assignment)
        stamp = target / "timestamp.txt"
        newest = getattr(self, "_newest", {}).get(student)
        if newest and newest == known and stamp.is_file() and stamp.read_text() == newest:
            return Collected(student, newest, False)
        answer = self._ask("GET", "submission", self.course.course_id, assignment, student)
        new = target.with_name(f".{target.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        notes = write_files(new, answer["files"])
        (new / "timestamp.txt").write_text(answer["timestamp"])
        replace_directory(new, target)
        return Collected(student, answer["timestamp"], True, tuple(notes))

    def release_feedback(self, assignment: str, student: str) -> None:
        """Send the student's pages in feedback/ for the submission that they are about.

        Raises GradingError when ngshare refuses, OSError when no page has been made.
        """
        folder = self.course.path("feedback", student, assignment)
        files = [
            {"path": path.name, "content": base64.encodebytes(path.read_bytes()).decode()}
            for path in sorted(folder.glob("*.html"))
        ]
        timestamp = (folder / "timestamp.txt").read_text()
        self._ask(
            "POST",
            "feedback",
            self.course.course_id,
            assignment,
            student,
            data={"timestamp": timestamp, "files": json.dumps(files)},
        )

    def _ask(self, method: str, *path: str, data=None) -> dict:
        import requests

        url = "/".join([self.url, *(quote(part, safe="") for part in path)])
        try:
            response = self.http.request(method, url, data=data, timeout=120)
            answer = response.json()
        except requests.ConnectionError as error:
            raise GradingError(
                f"ngshare does not answer at {self.url}: is its container running, and is the address "
                "in nbgrader_config.py right?"
            ) from error
        except (requests.RequestException, ValueError) as error:
            raise GradingError(f"ngshare gave no usable answer to {method} {url}: {error}") from error
        if not (isinstance(answer, dict) and answer.get("success")):
            said = answer.get("message", "no reason given") if isinstance(answer, dict) else "no reason given"
            hint = " The caller must be an instructor of the course in ngshare." if response.status_code == 403 else ""
            raise GradingError(f"ngshare refused {method} {url}: {said} (status {response.status_code}).{hint}")
        return answer


def refusal(path) -> str | None:
    """Why a submitted file cannot be stored, or None."""
    if not isinstance(path, str) or not path:
        return "it has no name"
    if fault := path_fault(path):
        return f"its name {fault}"
    if path in OWN:
        return "the name is nbgrader's"
    return WHY if is_configuration(path) else None


def write_files(folder: Path, files) -> list[str]:
    """Write the files of an ngshare answer; returns a note for each that was left out."""
    notes, total = [], 0
    for file in files if isinstance(files, list) else []:
        path = file.get("path") if isinstance(file, dict) else None
        shown = ascii(path)[:60]
        if why := refusal(path):
            notes.append(f"file {shown} was left out: {why}")
            continue
        try:
            content = base64.b64decode(file["content"])
            total += len(content)
            if total > SUBMISSION_BYTES:
                notes.append(
                    f"file {shown} was left out: the submission is larger than {SUBMISSION_BYTES // 2**20} MB"
                )
                continue
            if path == NOTE:
                notes += notes_of_exchange(content[:20_000].decode(errors="replace"))
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except (OSError, ValueError, KeyError, TypeError) as error:
            notes.append(f"file {shown} was left out: {type(error).__name__}")
    return notes
