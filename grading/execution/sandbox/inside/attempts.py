"""Inside the sandbox: runs the cells of one notebook, in new processes as often as student code ends the old one.

Sent over stdin as text; standard library only. A cell that ends its process is left out of the next one, so that
the cells after it still count.
"""

import time

from asking import Checks, ask, send_decoy
from child import UNASKED, Ended
from decoys import FORGED, chosen

from notebooks.limits import ATTEMPTS, cell_seconds

REPEAT_SECONDS = 20  # for cells that went well, when their process was lost before its checks


class Notebook:
    """The cells of one notebook; each is reported once, by the first process that got to it."""

    def __init__(self, sandbox, submission, name, cells):
        self.sandbox, self.submission, self.name, self.cells = sandbox, submission, name, cells
        # Numbers of the cells as people see them, whatever else the process was asked or left out.
        self.number = {index: count for count, (index, _) in enumerate(cells, 1)}
        self.deadline, self.reported, self.skipped, self.went_well = submission.deadline, set(), set(), set()
        self.forged = False
        trusted = submission.job["trusted"].get(name, {})
        self.given, self.ours = trusted.get("given", {}), trusted.get("ours", ())
        self.checks = Checks(trusted.get("checks", {}), submission.latest)
        self.watched = {
            "allowed": submission.job["allowed"],
            "own": trusted.get("own", []),
            "imports": trusted.get("imports", {}),
            "modules": trusted.get("modules", []),
        }

    def report(self, index, status, began, **more):
        if index not in self.reported:
            self.reported.add(index)
            seconds = round(time.monotonic() - began, 3)
            self.submission.emit(notebook=self.name, cell=index, status=status, seconds=seconds, **more)

    def run(self):
        for _ in range(ATTEMPTS):
            if self.attempt() or len(self.reported) == len(self.cells) or self.sandbox.must_be_replaced:
                break
        why = "no time was left" if time.monotonic() >= self.deadline else "the process ended too often"
        if self.sandbox.must_be_replaced:
            why = "what it left behind could not be removed"
        elif self.checks.wanted():
            self.repeat()
        for index, _ in self.cells:
            self.report(index, "not_run", time.monotonic(), why=why)

    def repeat(self):
        """One more process, only for the cells that went well: the checks of their tests have no process to ask."""
        self.skipped |= {index for index, _ in self.cells if index not in self.went_well}
        self.deadline = min(time.monotonic() + REPEAT_SECONDS, self.submission.latest)
        self.attempt()

    def attempt(self):
        """One process for all cells but the skipped ones. True when nothing is left to try."""
        child = self.sandbox.child(self.submission.job, self.watched)
        try:
            cells = [(index, source) for index, source in self.cells if index not in self.skipped]
            decoys = chosen([index for index, _ in cells])
            for index, source in cells:
                if not self.cell(child, index, source) or (index in decoys and not self.decoy(child, index)):
                    return time.monotonic() >= self.deadline
            for check, answer in self.checks.ask(child):
                self.submission.emit(notebook=self.name, check=check, answer=answer)
            if child.leftover():
                self.submission.emit(notebook=self.name, note=UNASKED)
            return True
        except Ended:  # by a check; the others are asked in another process
            return False
        finally:
            self.sandbox.close(child)

    def decoy(self, child, index):
        """Send a cell that must fail, and note it when it does not. False when the process is gone."""
        outcome = send_decoy(child, self.number[index] + 1, self.watched["own"])
        if outcome == "forged" and not self.forged:
            self.forged = True
            self.submission.emit(notebook=self.name, note=FORGED)
        return outcome != "gone"

    def cell(self, child, index, source):
        """Run and report one cell. False when the process is gone."""
        began = time.monotonic()
        left = self.deadline - began
        if left <= 0:
            return False
        limit = cell_seconds(left)
        try:
            more = {"given": self.given.get(str(index), []), "keep": self.checks.names.get(index, {})}
            more["ours"] = index in self.ours
            answer, interrupted = ask(child, limit, source=source, number=self.number[index], **more)
        except Ended as ended:
            self.skipped.add(index)
            status = "timeout" if ended.why == "time limit" else "died"
            self.report(index, status, began, why=ended.said, limit=round(limit, 1))
            return False
        except ValueError:
            self.skipped.add(index)
            self.report(index, "died", began, why="the process sent something that is not a result")
            return False
        if interrupted:
            self.report(index, "timeout", began, why="time limit", limit=round(limit, 1), answer=answer)
        else:
            self.went_well.add(index)
            if index not in self.reported:
                self.checks.saw(index, answer)
            self.report(index, "ran", began, answer=answer)
            return not self.submission.job["apart"] or self.check(child, index)
        return True

    def check(self, child, index):
        """Ask the checks of the cell that just ran, in time not taken from the cells. False when the process is gone."""
        began = time.monotonic()
        try:
            for check, answer in self.checks.ask_about(child, index, self.submission.latest - self.deadline):
                self.submission.emit(notebook=self.name, check=check, answer=answer)
            return True
        except Ended:
            return False
        finally:
            self.deadline = self.submission.extend(self.deadline, time.monotonic() - began)
