"""The command line: `grading release | collect | autograde | sample | feedback | export | run | status | serve`.

Parses arguments and turns errors into a line and an exit code; the work is done elsewhere.
"""
import contextlib
import functools
import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from . import steps
from .errors import GradingError
from .report import Report

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True, add_completion=False,
                  pretty_exceptions_enable=False)

Assignment = Annotated[str, typer.Argument(help="Assignment id, as nbgrader has it.")]
CourseOption = Annotated[Path, typer.Option("--course-dir", envvar="GRADING_COURSE_DIR",
                                            help="nbgrader course directory.")]
Students = Annotated[Optional[list[str]], typer.Option("--student", help="Only this student; may be repeated.")]
Image = Annotated[Optional[str], typer.Option(help="Sandbox image; default GRADING_SANDBOX_IMAGE.")]
Workers = Annotated[Optional[int], typer.Option(help="Sandboxes at once; default one per CPU.")]
Timeout = Annotated[Optional[float], typer.Option(help="Seconds a submission may run.")]
Force = Annotated[bool, typer.Option("--force", help="Grade again what is graded and unchanged.")]
Output = Annotated[Optional[Path], typer.Option(help="File to write; default ASSIGNMENT.csv.")]
Critical = Annotated[Optional[bool], typer.Option(help="Sample whether or not the course calls it critical.")]
Rate = Annotated[Optional[float], typer.Option(help="Share to review, 0 to 1; default the course's.")]
SkipPreflight = Annotated[bool, typer.Option("--skip-preflight", help="Do not insist that the reference earns full "
                                             "marks and the blank release none.")]


def reports_errors(command):
    """Print a GradingError as one line and exit with its code."""
    @functools.wraps(command)
    def wrapper(*args, **kwargs):
        try:
            return command(*args, **kwargs)
        except GradingError as error:
            print(f"grading: {error}", file=sys.stderr)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            print("grading: stopped; what is finished is kept, the same command goes on from there", file=sys.stderr)
            raise typer.Exit(130) from None
    return wrapper


@app.callback()
def main():
    """Grade the submissions of any nbgrader course directory."""


@contextlib.contextmanager
def opened(course_dir, assignment, *, lock=True, **overrides):
    """A session that reports to this terminal."""
    from .identity import become_owner
    from .session import open_session

    become_owner(course_dir)
    with open_session(course_dir, assignment, Report(), lock=lock, **overrides) as session:
        yield session


@app.command()
@reports_errors
def release(assignment: Assignment, course_dir: CourseOption = Path(".")):
    """Make an assignment available to the students; once is enough."""
    from .exchange import exchange_for
    from .release import release_assignment

    with opened(course_dir, assignment) as session:
        release_assignment(session, exchange_for(session.course))


@app.command()
@reports_errors
def collect(assignment: Assignment, course_dir: CourseOption = Path("."), student: Students = None):
    """Bring in the newest submissions and enrol the course's students."""
    with opened(course_dir, assignment) as session:
        steps.collect_step(session, student or [])


@app.command()
@reports_errors
def autograde(assignment: Assignment, course_dir: CourseOption = Path("."), student: Students = None,
              image: Image = None, workers: Workers = None, timeout: Timeout = None, force: Force = False,
              skip_preflight: SkipPreflight = False):
    """Run the submissions in sandboxes and put their points into the gradebook."""
    with opened(course_dir, assignment, image=image, workers=workers, timeout_seconds=timeout) as session:
        steps.autograde(session, student or [], force=force, skip_preflight=skip_preflight)


@app.command()
@reports_errors
def sample(assignment: Assignment, course_dir: CourseOption = Path("."), critical: Critical = None, rate: Rate = None):
    """Choose the submissions that people review and put them into formgrader's queue."""
    with opened(course_dir, assignment, critical=critical, review_rate=rate) as session:
        steps.sample_step(session)


@app.command()
@reports_errors
def feedback(assignment: Assignment, course_dir: CourseOption = Path("."), student: Students = None):
    """Make the feedback pages and send them to the students."""
    with opened(course_dir, assignment) as session:
        steps.feedback_step(session, student or [])


@app.command()
@reports_errors
def export(assignment: Assignment, course_dir: CourseOption = Path("."), output: Output = None):
    """Write the grades as CSV."""
    from .export import export as write

    with opened(course_dir, assignment, lock=False) as session:
        write(session, output or Path(f"{assignment}.csv"))


@app.command()
@reports_errors
def run(assignment: Assignment, course_dir: CourseOption = Path("."), student: Students = None,
        output: Output = None, image: Image = None, workers: Workers = None, timeout: Timeout = None,
        force: Force = False, skip_preflight: SkipPreflight = False):
    """Everything in order: collect, autograde, sample, feedback, export."""
    with opened(course_dir, assignment, image=image, workers=workers, timeout_seconds=timeout) as session:
        steps.run_all(session, student or [], output or Path(f"{assignment}.csv"), force=force,
                      skip_preflight=skip_preflight)


@app.command()
@reports_errors
def status(assignment: Assignment, course_dir: CourseOption = Path(".")):
    """Show what became of every student's submission."""
    from .status import print_status

    with opened(course_dir, assignment, lock=False) as session:
        print_status(session)


@app.command()
@reports_errors
def serve(socket: Annotated[Path, typer.Option(envvar="GRADING_SOCKET", help="Unix socket to listen on.")],
          course_dir: CourseOption = Path(".")):
    """Grade on request, for formgrader."""
    from .identity import become_owner
    from .serve import serve_forever

    become_owner(course_dir)
    serve_forever(course_dir, socket)


if __name__ == "__main__":
    app(prog_name="grading")
