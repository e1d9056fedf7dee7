"""How long a cell may run, how often a notebook may wear out its process, what may lie beside it: the same for everybody.

Also sent into the grader's sandbox as text; standard library only.
"""

ATTEMPTS = 8  # processes a notebook may wear out
GRACE = 2.0  # seconds between SIGINT and SIGKILL
SHORTEST = 0.5  # seconds a cell may always take while its notebook has time left
DATA_FILES = 100  # files beside a notebook
DATA_BYTES = 20 * 1024 * 1024  # of all of them
NOTEBOOK_BYTES = 64 * 1024 * 1024


def cell_seconds(left):
    """The time for one cell when its notebook has `left` seconds for all that is to come."""
    # Half of it: a cell that hangs can never take the time of all those after it.
    return max(left / 2, min(SHORTEST, left))
