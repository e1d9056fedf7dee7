"""What formgrader's buttons ask of the daemon, each under the name that the request gives it."""

from pathlib import Path

from ..commands.steps import autograde_step, collect_step, feedback_step, require_known, sample_step, send_feedback_step
from ..exchange.configured import exchange_for
from ..exchange.release import regenerate, release_assignment, unrelease_assignment
from ..execution.engines import keep_ready
from ..execution.sandbox.ready import ReadySandboxes
from ..feedback.pages import generate
from ..messages.reporter import Reporter
from ..records.context import open_assignment
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


def act(
    root: Path, action: str, assignment: str, student: str | None, reporter: Reporter, rate: float | None = None,
    ready: ReadySandboxes | None = None,
) -> None:  # fmt: skip
    """One step for the daemon, for one student or for all. A chosen student is graded again.

    A sample of a `rate` is drawn of any assignment: whoever names one wants it. The sandboxes of the next batch are started in
    `ready` while submissions come in and when a batch has ended.
    """
    students = [student] if student else []
    chosen = {"review_rate": rate, "critical": True} if rate is not None else {}
    with open_assignment(root, assignment, reporter, **chosen) as context:
        context.ready = ready
        if ready and action == "collect":
            keep_ready(context.settings, ready)
        match action:
            case "release" | "unrelease":
                do = release_assignment if action == "release" else unrelease_assignment
                do(context, exchange_for(context.course))
            case "generate":
                regenerate(context, exchange_for(context.course))
            case "collect":
                collect_step(context, students)
            case "autograde":
                try:
                    autograde_step(context, students)
                finally:
                    if ready:
                        keep_ready(context.settings, ready)
            case "sample":
                sample_step(context)
            case "feedback":
                feedback_step(context, students)
            case "generate_feedback":
                require_known(context, students)
                generate(context, students)
            case "release_feedback":
                send_feedback_step(context, students)
            case "similarity":
                report_similarity(context, [], None, THRESHOLD)
