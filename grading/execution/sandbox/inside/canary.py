"""Inside the sandbox: canary cells, which must fail, sent unannounced between those of a notebook.

A shell that was made to let tests pass lets these pass as well. Sent over stdin as text; standard library only.
"""

import random
import re
import secrets

from child import Ended
from request import request

SECONDS = 5  # for one canary cell
SHARE = 0.05  # of the cells are followed by a canary; the last one always is
FORGED = "a cell sent to test the shell did not end as it must: answers of this process cannot be trusted"

# Each must fail with the token as its message. They look like tests, since that is what a forger looks for.
WORD = re.compile(r"\w+")
FALSE = (
    "assert {a} == {b}, '{token}'",
    "assert {a} != {a}, '{token}'",
    "assert all([{a} < {b}, {b} < {a}]), '{token}'",
    "assert isinstance({a}, str), '{token}'",
    "assert abs({a}.5 - {b}) < 1e-6, '{token}'",
    "assert [{a}, {b}] == [{b}, {a}], '{token}'",
)


class Canary:
    """One such cell. own: names of Python's that the notebook itself defines, which may mean anything."""

    def __init__(self, own=()):
        a, b = random.sample(range(100, 1000), 2)
        self.token = secrets.token_hex(6)
        plain = [one for one in FALSE if not set(WORD.findall(one)) & set(own)]
        self.source = random.choice(plain).format(a=a, b=b, token=self.token)

    def passed(self, answer):
        """Whether the answer is the one error that the cell must end with."""
        try:
            errors = [output for output in answer["outputs"] if output["output_type"] == "error"]
            return len(errors) == 1 and errors[0]["ename"] == "AssertionError" and self.token in errors[0]["evalue"]
        except (TypeError, KeyError, ValueError):
            return False


def chosen(positions):
    """After which positions a canary is sent: unpredictable ones, and the last."""
    return {place for place in positions if random.random() < SHARE} | set(positions[-1:])


def send_canary(child, number, own=()):
    """Send one as the cell with this number: "gone" when the process is, "forged" when the cell did not fail, else None."""
    canary = Canary(own)
    try:
        answer, interrupted = request(child, SECONDS, source=canary.source, number=number, given=(), keep={}, ours=True)
    except Ended:
        return "gone"
    except ValueError:
        return "forged"
    return None if interrupted or canary.passed(answer) else "forged"
