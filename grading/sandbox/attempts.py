"""Inside the sandbox: runs the cells of one notebook, in new processes as often as student code ends the old one.

Sent over stdin as text; standard library only. A cell that ends its process is left out of the next one, so that
the cells after it still count.
"""

import os
import signal
import time

from answers import read_answer
from child import UNASKED, Ended

ATTEMPTS = 8  # processes a notebook may wear out
SHORTEST = 0.5  # seconds a cell may always take while the submission has time left


def death(ended):
    if ended.status is None:
        return ended.why
    if os.WIFSIGNALED(ended.status):
        number = os.WTERMSIG(ended.status)
        named = {one.value: one.name for one in signal.Signals}  # real-time signals have no name
        return f"the process was ended by {named.get(number, f'signal {number}')}"
    return f"the process ended itself with exit code {os.WEXITSTATUS(ended.status)}"


class Notebook:
    """The cells of one notebook; each is reported once, by the first process that got to it."""

    def __init__(self, sandbox, submission, name, cells):
        self.sandbox, self.submission, self.name, self.cells = sandbox, submission, name, cells
        self.deadline, self.reported, self.skipped = submission.deadline, set(), set()

    def report(self, index, status, began, **more):
        if index not in self.reported:
            self.reported.add(index)
            seconds = round(time.monotonic() - began, 3)
            self.submission.emit(notebook=self.name, cell=index, status=status, seconds=seconds, **more)

    def run(self):
        for _ in range(ATTEMPTS):
            if self.attempt() or len(self.reported) == len(self.cells) or self.sandbox.worn:
                break
        why = "no time was left" if time.monotonic() >= self.deadline else "the process ended too often"
        if self.sandbox.worn:
            why = "what it left behind could not be removed"
        for index, _ in self.cells:
            self.report(index, "not_run", time.monotonic(), why=why)

    def attempt(self):
        """One process for all cells but the skipped ones. True when nothing is left to try."""
        child = self.sandbox.child(self.submission.job)
        try:
            for index, source in self.cells:
                if index not in self.skipped and not self.cell(child, index, source):
                    return time.monotonic() >= self.deadline
            if child.leftover():
                self.submission.emit(notebook=self.name, note=UNASKED)
            return True
        finally:
            self.sandbox.close(child)

    def cell(self, child, index, source):
        """Run and report one cell. False when the process is gone."""
        began = time.monotonic()
        left = self.deadline - began
        if left <= 0:
            return False
        # Half of what is left: a cell that hangs can never take the time of all those after it.
        limit = max(left / 2, min(SHORTEST, left))
        try:
            line, interrupted = child.run(index, source, limit)
            answer = read_answer(line, index)
        except Ended as ended:
            self.skipped.add(index)
            status = "timeout" if ended.why == "time limit" else "died"
            self.report(index, status, began, why=death(ended), limit=round(limit, 1))
            return False
        except ValueError:
            self.skipped.add(index)
            self.report(index, "died", began, why="the process sent something that is not a result")
            return False
        if interrupted:
            self.report(index, "timeout", began, why="time limit", limit=round(limit, 1), answer=answer)
        else:
            self.report(index, "ran", began, answer=answer)
        return True
