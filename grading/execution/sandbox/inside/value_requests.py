"""Inside the sandbox: requests the values of a notebook's checks from the student's process, when and as often as it takes.

Sent over stdin as text; standard library only. What the values mean is decided outside.
"""

import time

from child import Ended
from request import request

CHECK_SECONDS = 5  # for the values of one check
LATER_SECONDS = 40  # after the deadline of the cells, for all requests; less than the worker spares


class ValueRequests:
    """Those of one notebook, see grading/assignments/check_files.py: made only if the check's test passed.

    Each is made after all cells, to the process itself. Where that is not enough, right after its test first, to a fork of
    the process: later cells may change what names mean, and must not find what a check did. A check that gave no values there
    is requested once more after all cells, from the process itself, which has threads and pools that a fork lacks.
    """

    def __init__(self, checks, latest):
        self.text, self.seeds, self.tests = checks.get("text"), checks.get("seeds", []), checks.get("tests", {})
        self.latest, self.passed, self.done, self.tried, self.names = latest, set(), set(), set(), {}
        for test, check in self.tests.items():
            names = sorted({name for takes in check["functions"].values() for name in takes})
            self.names.setdefault(check["cell"], {})[test] = names

    def saw(self, index, answer):
        """Note that the cell at `index` ran; without an error its checks are worth a request."""
        if not any(isinstance(one, dict) and one.get("output_type") == "error" for one in answer["outputs"]):
            self.passed.add(index)

    def wanted(self, cell=None):
        """(test, function, number of the seed) of the checks still to be made while there is time; of one test cell only."""
        if time.monotonic() >= self.latest:
            return []
        return [
            (test, function, number)
            for test, check in self.tests.items()
            if check["cell"] in self.passed and cell in (None, check["cell"])
            for function in check["functions"]
            for number in range(len(self.seeds))
            if (test, function, number) not in self.done
        ]

    def after_all(self, child):
        """Yield (check, answer) until all are made or no time is left. Raises Ended after the last answer."""
        while wanted := self.wanted():
            yield from self._request(child, wanted[0], CHECK_SECONDS, fork=False)

    def after_test(self, child, cell, seconds):
        """The same right after a test cell, within `seconds`, to forks of the process."""
        until = time.monotonic() + seconds
        for check in self.wanted(cell):
            if check not in self.tried and (left := until - time.monotonic()) > 0:
                self.tried.add(check)
                yield from self._request(child, check, min(CHECK_SECONDS, left), fork=True)

    def _request(self, child, check, seconds, fork):
        test, function, number = check
        self.done.add(check)
        message = {
            "check": function,
            "test": test,
            "names": self.tests[test]["functions"][function],
            "seed": self.seeds[number],
            "text": self.text,
            "fork": fork,
        }
        limit = min(seconds, self.latest - time.monotonic())
        try:
            answer = request(child, max(limit, 0), **message)[0]
        except Ended as ended:
            yield check, {"fault": ended.said}
            raise
        except ValueError:
            answer = {"fault": "the process sent something that is not a result"}
        if fork and "values" not in answer:
            self.done.remove(check)
        yield check, answer
