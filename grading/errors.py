"""Errors that stop a command, each with the exit code the shell sees. They name the thing and the fix.

A fault of one submission is not an error here: it becomes a row with a reason.
"""


class GradingError(Exception):
    """A command stops: something outside the submissions is wrong. What it had finished before is kept."""

    exit_code = 3


class PreflightFailed(GradingError):
    """The reference did not earn full marks, or the blank release earned points."""

    exit_code = 4


class AlreadyRunning(GradingError):
    """Another grader holds the lock of this assignment."""

    exit_code = 5


class DiskFull(GradingError):
    """Too little room to start, or to go on."""

    exit_code = 6


class Incomplete(GradingError):
    """The command came to its end, but not for everybody. Running it again tries the others again."""

    exit_code = 7


class DatabaseUnusable(GradingError):
    """A database refused. `name` is what it is called, `path` its file or address, `why` what it said."""

    sentence = (
        "{name} {path} cannot be used: {why}. Close what uses it, or bring it back from a backup, and run the command again."
    )

    def __init__(self, name: str, path, **said):
        self.name, self.path, self.said = name, path, said
        super().__init__(self.sentence.format(name=name, path=path, **said))


class DatabaseLocked(DatabaseUnusable):
    """Another program kept the database for longer than was waited; `seconds`, `holders`."""

    sentence = (
        "{name} {path} was locked for {seconds:g} s by {holders}: close what uses it and run the command again; finished "
        "submissions are kept."
    )


class DatabaseReadOnly(DatabaseUnusable):
    """Here it may only be read, and this command writes."""

    sentence = "{name} {path} may only be read here ({why}): run the command where it may be written. Nothing was changed."


class DatabaseDamaged(DatabaseUnusable):
    """The file is no database any more."""

    sentence = "{name} {path} is damaged ({why}): bring it back from a backup, then run the command again."


class DatabaseFull(DatabaseUnusable, DiskFull):
    """No room is left for it."""

    exit_code = DiskFull.exit_code

    sentence = (
        "the disk of {name} {path} is full: free some room and run the command again; finished submissions are kept."
    )


class DatabaseOfNewerGrader(DatabaseUnusable):
    """A later version of the grader has migrated it; `revision`."""

    sentence = (
        "{name} {path} were written by a newer version of the grader (revision {revision}): use that version, or bring back "
        "the copy that it made beside the file, NAME.before-REVISION."
    )


class NotGraded(Exception):
    """One submission cannot be graded now; the others can."""


class SandboxLost(GradingError):
    """One sandbox ended or stopped answering. The executor replaces it and tries the submission once more."""


class NoCellRan(SandboxLost):
    """A sandbox answered, but started not one cell: never the submission's fault, so never a grade."""
