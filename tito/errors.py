"""The ways a command can end badly, each with its exit code.

A message says what is wrong; `fix` says what to do next. 0 is success, 1 work that is not right yet, 2 a
wrong command line, 3 an environment or network that does not serve.
"""

import errno


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


class EnvironmentProblem(TitoError):
    """The machine, the installation or the classroom does not provide what the command needs."""

    exit_code = 3


# The disk, or the share of it that is the learner's, has no room left.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def way_out(error: OSError) -> str:
    """What a learner can do about a file that cannot be read or written."""
    if error.errno in NO_ROOM:
        return "The disk is full: delete what you do not need, then try again. Nothing of yours is lost."
    if error.errno == errno.EROFS:
        return "Nothing can be written here now. Start your server or container again, or ask your instructor."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "It belongs to somebody else, or writing is switched off: repair its permissions (chmod u+rwX), then try again."
    return "Free some space or repair the permissions, then try again. Check: tito system health"
