"""Inside the sandbox: runs the cells of one notebook, in new processes as often as student code ends the old one.

Sent over stdin as text; standard library only. A cell that ends its process is left out of the next one, so that
the cells after it still count.
"""

import time

from canary import FORGED, chosen, send_canary
from child import UNASKED, Ended
from request import request
from value_requests import ValueRequests

from notebooks.limits import ATTEMPTS, cell_seconds

REPEAT_SECONDS = 20  # for cells that went well, when their process was lost before its checks


class RunningNotebook:
    """The cells of one notebook; each is reported once, by the first process that got to it."""

    def __init__(self, sandbox, job, name, cells):
        self.sandbox, self.job, self.name, self.cells = sandbox, job, name, cells
        # Numbers of the cells as people see them, whatever else the process was sent or left out.
        self.number = {index: count for count, (index, _) in enumerate(cells, 1)}
        self.deadline, self.reported, self.skipped, self.went_well = job.deadline, set(), set(), set()
        self.forged = False
        trusted = job.message["trusted"].get(name, {})
        self.given, self.ours = trusted.get("given", {}), trusted.get("ours", ())
        self.requests = ValueRequests(trusted.get("checks", {}), job.latest)
        self.watched = {
            "allowed": job.message["allowed"],
            "own": trusted.get("own", []),
            "imports": trusted.get("imports", {}),
            "modules": trusted.get("modules", []),
        }

    def report(self, index, status, began, **more):
        if index not in self.reported:
            self.reported.add(index)
            seconds = round(time.monotonic() - began, 3)
            self.job.emit(notebook=self.name, cell=index, status=status, seconds=seconds, **more)

    def run(self):
        for _ in range(ATTEMPTS):
            if self.attempt() or len(self.reported) == len(self.cells) or self.sandbox.must_be_replaced:
                break
        why = "no time was left" if time.monotonic() >= self.deadline else "the process ended too often"
        if self.sandbox.must_be_replaced:
            why = "what it left behind could not be removed"
        elif self.requests.wanted():
            self.repeat()
        for index, _ in self.cells:
            self.report(index, "not_run", time.monotonic(), why=why)

    def repeat(self):
        """One more process, only for the cells that went well: the checks of their tests have no process left."""
        self.skipped |= {index for index, _ in self.cells if index not in self.went_well}
        self.deadline = min(time.monotonic() + REPEAT_SECONDS, self.job.latest)
        self.attempt()

    def attempt(self):
        """One process for all cells but the skipped ones. True when nothing is left to try."""
        child = self.sandbox.child(self.job.message, self.watched)
        try:
            cells = [(index, source) for index, source in self.cells if index not in self.skipped]
            canaries = chosen([index for index, _ in cells])
            for index, source in cells:
                if not self.cell(child, index, source) or (index in canaries and not self.canary(child, index)):
                    return time.monotonic() >= self.deadline
            for check, answer in self.requests.after_all(child):
                self.job.emit(notebook=self.name, check=check, answer=answer)
            if child.leftover():
                self.job.emit(notebook=self.name, note=UNASKED)
            return True
        except Ended:  # by a check; another process gets the others
            return False
        finally:
            self.sandbox.close(child)

    def canary(self, child, index):
        """Send a cell that must fail, and note it when it does not. False when the process is gone."""
        outcome = send_canary(child, self.number[index] + 1, self.watched["own"])
        if outcome == "forged" and not self.forged:
            self.forged = True
            self.job.emit(notebook=self.name, note=FORGED)
        return outcome != "gone"

    def cell(self, child, index, source):
        """Run and report one cell. False when the process is gone."""
        began = time.monotonic()
        left = self.deadline - began
        if left <= 0:
            return False
        limit = cell_seconds(left)
        try:
            more = {"given": self.given.get(str(index), []), "keep": self.requests.names.get(index, {})}
            more["ours"] = index in self.ours
            answer, interrupted = request(child, limit, source=source, number=self.number[index], **more)
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
                self.requests.saw(index, answer)
            self.report(index, "ran", began, answer=answer)
            return not self.job.message["checks_after_tests"] or self.check(child, index)
        return True

    def check(self, child, index):
        """Request the checks of the cell that just ran, in time not taken from the cells. False when the process is gone."""
        began = time.monotonic()
        try:
            for check, answer in self.requests.after_test(child, index, self.job.latest - self.deadline):
                self.job.emit(notebook=self.name, check=check, answer=answer)
            return True
        except Ended:
            return False
        finally:
            self.deadline = self.job.extend(self.deadline, time.monotonic() - began)
