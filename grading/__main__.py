"""The command line of the grader.

Parses arguments and turns errors into a line and an exit code; the work is done elsewhere.
"""

from pathlib import Path
from typing import Annotated

import typer

from .commands import steps
from .commands.console import default_export, opened, reports_errors
from .commands.identity import become_owner
from .commands.options import (
    All,
    Assignment,
    Cluster,
    ColumnId,
    CourseOption,
    Critical,
    Earlier,
    Feedback,
    Follow,
    Force,
    Format,
    Html,
    Image,
    Login,
    OneOrAll,
    Output,
    Page,
    Rate,
    SkipPreflight,
    Students,
    TAs,
    Threshold,
    Timeout,
    Title,
    Workers,
    Zeros,
)
from .feedback.unread import When
from .settings import variable

app = typer.Typer(
    help="Grade the submissions of any nbgrader course directory.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def main():
    """Grade the submissions of any nbgrader course directory."""


@app.command()
@reports_errors
def release(assignment: Assignment, course_dir: CourseOption = Path(".")):
    """Make an assignment available to the students; once is enough."""
    from .exchange.configured import exchange_for
    from .exchange.release import release_assignment

    with opened(course_dir, assignment) as context:
        release_assignment(context, exchange_for(context.course))


@app.command()
@reports_errors
def collect(assignment: Assignment, course_dir: CourseOption = Path("."), student: Students = None):
    """Bring in the newest submissions and enrol the course's students."""
    with opened(course_dir, assignment) as context:
        steps.collect_step(context, student or [])


@app.command()
@reports_errors
def autograde(
    assignment: Assignment,
    course_dir: CourseOption = Path("."),
    student: Students = None,
    image: Image = None,
    workers: Workers = None,
    cluster: Cluster = None,
    timeout: Timeout = None,
    force: Force = False,
    skip_preflight: SkipPreflight = False,
):
    """Run the submissions in sandboxes and put their points into the gradebook."""
    from .pipeline.run import autograde as run_batch

    limits = {"sandbox_image": image, "workers": workers, "cluster": cluster, "timeout_seconds": timeout}
    with opened(course_dir, assignment, **limits) as context:
        run_batch(context, student or [], force=force, skip_preflight=skip_preflight)


@app.command()
@reports_errors
def sample(
    assignment: Assignment,
    course_dir: CourseOption = Path("."),
    critical: Critical = None,
    rate: Rate = None,
    ta: TAs = None,
):
    """Choose the submissions that people review, queue them in formgrader, and assign them to reviewers."""
    with opened(course_dir, assignment, critical=critical, review_rate=rate) as context:
        steps.sample_step(context, ta or [])


@app.command()
@reports_errors
def review(assignment: Assignment, course_dir: CourseOption = Path(".")):
    """Show who reviews what of the review sample, what waits, and what came of it."""
    from .review.overview import print_review

    with opened(course_dir, assignment, lock=False) as context:
        print_review(context)


@app.command()
@reports_errors
def raters(assignment: Assignment, course_dir: CourseOption = Path(".")):
    """Show how alike the reviewers judge."""
    from .review.agreement import print_agreement

    with opened(course_dir, assignment, lock=False) as context:
        print_agreement(context)


@app.command()
@reports_errors
def feedback(assignment: Assignment, course_dir: CourseOption = Path("."), student: Students = None):
    """Make the feedback pages and send them to the students."""
    with opened(course_dir, assignment) as context:
        steps.feedback_step(context, student or [])


@app.command()
@reports_errors
def export(
    assignment: OneOrAll = None,
    course_dir: CourseOption = Path("."),
    output: Output = None,
    format: Format = "csv",
    whole_course: All = False,
    title: Title = None,
    column_id: ColumnId = None,
    login: Login = "username",
    zeros: Zeros = False,
):
    """Write the grades as CSV, or as a file for Canvas, Moodle or Blackboard."""
    from .export.formats import export_as

    if bool(assignment) == whole_course:
        raise typer.BadParameter("name an assignment, or give --all for the whole course")
    with opened(course_dir, assignment or "", lock=False) as context:
        export_as(context, format, output, title=title, column_id=column_id, login=login, zeros=zeros)


@app.command()
@reports_errors
def run(
    assignment: Assignment,
    course_dir: CourseOption = Path("."),
    student: Students = None,
    output: Output = None,
    image: Image = None,
    workers: Workers = None,
    cluster: Cluster = None,
    timeout: Timeout = None,
    force: Force = False,
    skip_preflight: SkipPreflight = False,
    feedback: Feedback = When.READ,
):
    """Everything in order: collect, autograde, sample, feedback unless answers wait for a person, export."""
    limits = {"sandbox_image": image, "workers": workers, "cluster": cluster, "timeout_seconds": timeout}
    with opened(course_dir, assignment, **limits) as context:
        steps.run_all(
            context,
            student or [],
            output or default_export(context),
            force=force,
            skip_preflight=skip_preflight,
            feedback=feedback,
        )


@app.command()
@reports_errors
def status(assignment: Assignment, course_dir: CourseOption = Path(".")):
    """Show what became of every student's submission."""
    from .export.status import print_status

    with opened(course_dir, assignment, lock=False) as context:
        print_status(context)


@app.command()
@reports_errors
def dashboard(
    assignment: Assignment, course_dir: CourseOption = Path("."), follow: Follow = False, html: Html = None
):
    """Show how far grading is, the points by test, and what somebody should look at."""
    from .formgrader.dashboard.show import show

    become_owner(course_dir)
    show(course_dir, assignment, follow, html)


@app.command()
@reports_errors
def similarity(
    assignment: Assignment,
    course_dir: CourseOption = Path("."),
    earlier: Earlier = None,
    page: Page = None,
    threshold: Threshold = 0.6,
):
    """Show pairs of answers that are worth a look, for instructors; a reason to look, not a verdict."""
    from .similarity.screen import report

    with opened(course_dir, assignment, lock=False) as context:
        report(context, earlier or [], page, threshold)


@app.command()
@reports_errors
def serve(
    socket: Annotated[Path, typer.Option(envvar=variable("socket"), help="Unix socket to listen on.")],
    course_dir: CourseOption = Path("."),
):
    """Grade on request, for formgrader."""
    from .daemon.server import serve_forever

    become_owner(course_dir)
    serve_forever(course_dir, socket)


if __name__ == "__main__":
    app(prog_name="grading")
