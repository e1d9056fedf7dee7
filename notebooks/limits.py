"""How long a cell may run and how much it may show, how often a notebook may wear out its process, how large what is handed in
may be: one table for all.

Also sent into the grader's sandbox as text; standard library only.
"""

ATTEMPTS = 8  # processes a notebook may wear out
GRACE = 2.0  # seconds between SIGINT and SIGKILL
SHORTEST = 0.5  # seconds a cell may always take while its notebook has time left
DATA_FILES = 100  # files beside a notebook
DATA_BYTES = 20 * 2**20  # of all of them
NOTEBOOK_BYTES = 64 * 2**20  # one that is larger is read without its outputs, or not at all
SENT_BYTES = 256 * 2**20  # a notebook that is larger is not even opened to be sent
SUBMISSION_BYTES = 100 * 2**20  # of all files of a submission, as it is collected
ONE_CELL_BYTES = 20 * 2**20  # a notebook that formgrader opens for one of its cells
FEEDBACK_BYTES = 50 * 2**20  # a page of feedback that JupyterLab shows
OUTPUT_TEXT = 256 * 1024  # characters that a cell may print
OUTPUT_RICH = 1024 * 1024  # characters of rich output of a cell
OUTPUTS = 200  # of a cell, besides errors and results, which always count
ANSWER_NUMBERS = 20_000  # in what a value check returns
ANSWER_DEPTH = 2  # of lists in one another there
ANSWER_LETTERS = 200  # of a text there
RECEIPT = "submitted.txt"  # what the learner's command puts beside a notebook that was sent


def cell_seconds(left):
    """The time for one cell when its notebook has `left` seconds for all that is to come."""
    # Half of it: a cell that hangs can never take the time of all those after it.
    return max(left / 2, min(SHORTEST, left))
