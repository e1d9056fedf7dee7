"""Grades submissions with Grader-Service's local executor. Run by an environment of its own, never by the project's.

    python grader_service_run.py COURSE ASSIGNMENT

prints JSON: seconds and CPU seconds of the first submission and of all, imports not counted, and every student's points. Its own
converter makes the release; in the place of its two Git repositories folders are copied, which spares it half a dozen processes
a submission.
"""

import json
import logging
import os
import shutil
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from grader_service.api.models.assignment_settings import AssignmentSettings
from grader_service.autograding.git_manager import GitSubmissionManager
from grader_service.autograding.local_grader import LocalAutogradeExecutor
from grader_service.convert.converters.generate_assignment import GenerateAssignment
from grader_service.orm import Assignment, Lecture, Submission, User
from grader_service.orm.base import Base, DeleteState
from grader_service.orm.lecture import LectureState
from grader_service.orm.submission import AutoStatus
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker


class Connection(sqlite3.Connection):
    """Its event handler asks for what SQLite's connections have since Python 3.12; Debian 12 has 3.11."""

    autocommit = False


class Copying(GitSubmissionManager):
    """Takes a submission from COURSE/submitted and keeps no results but those in the database."""

    def pull_submission(self, input_path: str) -> None:
        handed_in = ROOT / "submitted" / self.submission.user.name / NAME
        shutil.copytree(handed_in, input_path, dirs_exist_ok=True)

    def push_results(self, filenames: list[str], output_path: str) -> None:
        pass


def properties(folder: Path) -> str:
    """The gradebook of the assignment, as its own converter makes it from the instructor's notebooks."""
    given = folder / "release"
    given.mkdir(parents=True)
    GenerateAssignment(str(ROOT / "source" / NAME), str(given), "*.ipynb", AssignmentSettings()).start()
    return (given / "gradebook.json").read_text()


def main() -> None:
    logging.disable(logging.CRITICAL)
    folder = ROOT / "grader-service"
    engine = create_engine(f"sqlite:///{ROOT}/grader-service.db", connect_args={"factory": Connection})
    Base.metadata.create_all(engine)
    session, now = sessionmaker(engine)(), datetime.now(UTC)
    lecture = Lecture(name="L", code="L", state=LectureState.active, deleted=DeleteState.active)
    assignment = Assignment(name=NAME, lecture=lecture, points=0, deleted=DeleteState.active, properties=properties(folder))
    assignment.settings = {}
    session.add_all([lecture, assignment])
    submissions = []
    for student in sorted(os.listdir(ROOT / "submitted")):
        user = User(name=student, display_name=student)
        one = Submission(date=now, assignment=assignment, user=user, commit_hash="0" * 40, edited=False, grading_score=0)
        session.add(one)
        submissions.append(one)
    session.commit()
    took, began, cpu = [], time.perf_counter(), os.times()
    for one in submissions:
        start = time.perf_counter()
        executor = LocalAutogradeExecutor(str(folder), one, close_session=False)
        executor.git_manager = Copying(str(folder), one)
        executor.start()
        took.append(time.perf_counter() - start)
    after = os.times()
    failed = [one.user.name for one in submissions if one.auto_status != AutoStatus.AUTOMATICALLY_GRADED]
    print(json.dumps({
        "seconds": time.perf_counter() - began, "first": took[0], "each": sorted(took)[len(took) // 2],
        "cpu": sum(after[:4]) - sum(cpu[:4]), "failed": failed,
        "points": {one.user.name: one.grading_score for one in submissions},
    }))  # fmt: skip


if __name__ == "__main__":
    ROOT, NAME = Path(sys.argv[1]).resolve(), sys.argv[2]
    main()
