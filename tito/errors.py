"""The ways a command can end badly, each with its exit code.

A message says what is wrong; `fix` says what to do next. 0 is success, 1 work that is not right yet, 2 a
wrong command line, 3 an environment or network that does not serve.
"""


class TitoError(Exception):
    """Base of all expected failures; `fix` is one or more lines, often a command to type."""

    exit_code = 3

    def __init__(self, what: str, fix: str = ""):
        super().__init__(what)
        self.fix = fix


class WorkError(TitoError):
    """The learner's own work stands in the way: a failing test, a cell that does not parse."""

    exit_code = 1


class UsageProblem(TitoError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class PlaceProblem(TitoError):
    """The machine, the installation or the classroom does not provide what the command needs."""

    exit_code = 3
