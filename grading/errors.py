"""Errors that stop a command, each with the exit code the shell sees. They name the thing and the fix.

A fault of one submission is not an error here: it becomes a row with a reason.
"""


class GradingError(Exception):
    """Something outside the submissions is wrong; no grade was changed because of it."""

    exit_code = 3


class PreflightFailed(GradingError):
    """The reference did not earn full marks, or the blank release earned points."""

    exit_code = 4


class AlreadyRunning(GradingError):
    """Another grader holds the lock of this assignment."""

    exit_code = 5


class DiskFull(GradingError):
    """Too little room to start; nothing was written."""

    exit_code = 6


class Incomplete(GradingError):
    """The batch ended, but some submissions could not be done. Running the command again tries them again."""

    exit_code = 7


class NotGraded(Exception):
    """One submission cannot be graded now; the others can."""


class SandboxLost(GradingError):
    """One sandbox ended or stopped answering. The executor replaces it and tries the submission once more."""


class NoCellRan(SandboxLost):
    """A sandbox answered, but started not one cell: never the submission's fault, so never a grade."""
