"""What all commands share: an open assignment that reports to this terminal, errors as a line and an exit code."""

import contextlib
import errno
import functools
import signal
import sys
import threading
from pathlib import Path

import typer

from ..errors import DiskFull, GradingError
from ..messages.reporter import Reporter


def reports_errors(command):
    """Print a GradingError as one line and exit with its code."""

    @functools.wraps(command)
    def wrapper(*args, **kwargs):
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, _terminate)
        try:
            return command(*args, **kwargs)
        except GradingError as error:
            print(f"grading: {error}", file=sys.stderr)
            raise typer.Exit(error.exit_code) from None
        except OSError as error:
            full = error.errno == errno.ENOSPC
            fix = "free some room" if full else "mend that"
            print(
                f"grading: {error}: {fix} and run the command again; what is finished is kept",
                file=sys.stderr,
            )
            raise typer.Exit(DiskFull.exit_code if full else GradingError.exit_code) from None
        except KeyboardInterrupt as stopped:
            print(
                "grading: stopped; what is finished is kept, the same command goes on from there",
                file=sys.stderr,
            )
            raise typer.Exit(143 if isinstance(stopped, Terminated) else 130) from None

    return wrapper


class Terminated(KeyboardInterrupt):
    """SIGTERM: left like Ctrl+C, in order."""


def _terminate(*_):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the way out is not to be interrupted
    raise Terminated


@contextlib.contextmanager
def opened(course_dir, assignment, *, lock=True, **overrides):
    """An open assignment that reports to this terminal."""
    from ..records.context import open_assignment
    from .identity import become_owner

    become_owner(course_dir)
    with open_assignment(course_dir, assignment, Reporter(), lock=lock, **overrides) as context:
        yield context


def default_export(context) -> Path:
    """Where the CSV goes unless told otherwise: into the course directory."""
    return context.course.root / f"{context.assignment}.csv"
