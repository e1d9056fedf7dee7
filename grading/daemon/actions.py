"""What formgrader's buttons ask of the daemon, each under the name that the request gives it."""

from pathlib import Path

from ..commands.steps import autograde_step, collect_step, feedback_step, require_known, sample_step, send_feedback_step
from ..exchange.configured import exchange_for
from ..exchange.release import regenerate, release_assignment, unrelease_assignment
from ..feedback.pages import generate
from ..messages.report import Report
from ..records.session import open_session
from ..similarity.compare import THRESHOLD
from ..similarity.screen import report as report_similarity

ACTIONS = (
    "generate",
    "release",
    "unrelease",
    "collect",
    "autograde",
    "sample",
    "feedback",
    "generate_feedback",
    "release_feedback",
    "similarity",
)


def act(root: Path, action: str, assignment: str, student: str | None, report: Report, rate: float | None = None) -> None:
    """One step for the daemon, for one student or for all. A chosen student is graded again.

    A sample of a `rate` is drawn of any assignment: whoever names one wants it.
    """
    students = [student] if student else []
    chosen = {"review_rate": rate, "critical": True} if rate is not None else {}
    with open_session(root, assignment, report, **chosen) as session:
        match action:
            case "release" | "unrelease":
                do = release_assignment if action == "release" else unrelease_assignment
                do(session, exchange_for(session.course))
            case "generate":
                regenerate(session, exchange_for(session.course))
            case "collect":
                collect_step(session, students)
            case "autograde":
                autograde_step(session, students)
            case "sample":
                sample_step(session)
            case "feedback":
                feedback_step(session, students)
            case "generate_feedback":
                require_known(session, students)
                generate(session, students)
            case "release_feedback":
                send_feedback_step(session, students)
            case "similarity":
                report_similarity(session, [], None, THRESHOLD)
