"""Inside the sandbox: asks a student's process for more than its cells: decoys, and values of its functions.

Sent over stdin as text; standard library only. Every question carries a ticket, so that only who got it can
answer it. What the answers mean is decided outside.
"""

import secrets
import time

from answers import read_answer
from child import Ended
from decoys import Decoy

ASK_SECONDS = 5  # for a decoy, and for the values of one check
LATER_SECONDS = 40  # after the deadline of the cells, for all questions; less than the worker spares


def ask(child, limit, **message):
    """The answer to a message, and whether it was interrupted. Raises Ended or ValueError."""
    ticket = secrets.token_hex(8)
    line, interrupted = child.run({"cell": ticket, **message}, limit)
    return read_answer(line, ticket), interrupted


def send_decoy(child, number, own=()):
    """Send a cell that must fail: "gone" when the process is, "forged" when the cell did not, else None."""
    decoy = Decoy(own)
    try:
        answer, interrupted = ask(child, ASK_SECONDS, source=decoy.source, number=number, given=(), keep={}, ours=True)
    except Ended:
        return "gone"
    except ValueError:
        return "forged"
    return None if interrupted or decoy.passed(answer) else "forged"


class Checks:
    """The checks of one notebook, see grading/assignments/check_files.py: asked only if its test passed.

    Each is asked after all cells, in the process itself. Where that is not enough, right after its test first, in a copy of
    the process: later cells may change what names mean, and must not find what a check did. One that gave no values there is
    asked once more after all cells, in the process itself, which has threads and pools that a copy lacks.
    """

    def __init__(self, checks, latest):
        self.text, self.seeds, self.tests = checks.get("text"), checks.get("seeds", []), checks.get("tests", {})
        self.latest, self.passed, self.asked, self.tried, self.names = latest, set(), set(), set(), {}
        for test, check in self.tests.items():
            names = sorted({name for takes in check["functions"].values() for name in takes})
            self.names.setdefault(check["cell"], {})[test] = names

    def saw(self, index, answer):
        """Note that the cell at `index` ran; without an error its checks are worth asking."""
        if not any(isinstance(one, dict) and one.get("output_type") == "error" for one in answer["outputs"]):
            self.passed.add(index)

    def wanted(self, cell=None):
        """(test, function, number of the seed) of the checks still to be asked, while there is time; of one test cell only."""
        if time.monotonic() >= self.latest:
            return []
        return [
            (test, function, number)
            for test, check in self.tests.items()
            if check["cell"] in self.passed and cell in (None, check["cell"])
            for function in check["functions"]
            for number in range(len(self.seeds))
            if (test, function, number) not in self.asked
        ]

    def ask(self, child):
        """Yield (check, answer) until all is asked or no time is left. Raises Ended after the last answer."""
        while wanted := self.wanted():
            yield from self._ask(child, wanted[0], ASK_SECONDS, apart=False)

    def ask_about(self, child, cell, seconds):
        """The same right after a test cell, within `seconds`, in copies of the process."""
        until = time.monotonic() + seconds
        for check in self.wanted(cell):
            if check not in self.tried and (left := until - time.monotonic()) > 0:
                self.tried.add(check)
                yield from self._ask(child, check, min(ASK_SECONDS, left), apart=True)

    def _ask(self, child, check, seconds, apart):
        test, function, number = check
        self.asked.add(check)
        message = {
            "check": function,
            "test": test,
            "names": self.tests[test]["functions"][function],
            "seed": self.seeds[number],
            "text": self.text,
            "apart": apart,
        }
        limit = min(seconds, self.latest - time.monotonic())
        try:
            answer = ask(child, max(limit, 0), **message)[0]
        except Ended as ended:
            yield check, {"fault": ended.said}
            raise
        except ValueError:
            answer = {"fault": "the process sent something that is not a result"}
        if apart and "values" not in answer:
            self.asked.remove(check)
        yield check, answer
