"""Inside the sandbox: reads submissions from stdin, one at a time, and writes one line per finished cell.

Sent over stdin as text; standard library only. A submission has one deadline for all its notebooks and
replays.
"""

import json
import os
import signal
import socket
import sys
import time
from pathlib import Path

from processes import UNASKED, Child, Ended

ATTEMPTS = 8  # processes a notebook may wear out
SHORTEST = 0.5  # seconds a cell may always take while the submission has time left


def emit(**message):
    data = json.dumps(message).encode() + b"\n"
    while data:
        data = data[os.write(1, data) :]


def death(ended):
    if ended.status is None:
        return ended.why
    if os.WIFSIGNALED(ended.status):
        number = os.WTERMSIG(ended.status)
        named = {one.value: one.name for one in signal.Signals}  # real-time signals have no name
        return f"the process was ended by {named.get(number, f'signal {number}')}"
    return f"the process ended itself with exit code {os.WEXITSTATUS(ended.status)}"


class Notebook:
    """Runs the cells of one notebook, in new processes as often as student code ends the old one."""

    def __init__(self, zygote, next_uid, job, name, cells, deadline):
        self.zygote, self.next_uid, self.job, self.name, self.cells = zygote, next_uid, job, name, cells
        self.deadline, self.reported, self.skipped = deadline, set(), set()

    def report(self, index, status, began, **more):
        if index not in self.reported:
            self.reported.add(index)
            emit(
                job=self.job["id"],
                notebook=self.name,
                cell=index,
                status=status,
                seconds=round(time.monotonic() - began, 3),
                **more,
            )

    def run(self):
        for _ in range(ATTEMPTS):
            if self.attempt() or len(self.reported) == len(self.cells):
                break
        why = "no time was left" if time.monotonic() >= self.deadline else "the process ended too often"
        for index, _ in self.cells:
            self.report(index, "not_run", time.monotonic(), why=why)

    def attempt(self):
        """One process for all cells but the skipped ones. True when nothing is left to try."""
        child = Child(self.zygote, next(self.next_uid), self.job["files"], self.job["limits"])
        try:
            for index, source in self.cells:
                if index not in self.skipped and not self.cell(child, index, source):
                    return time.monotonic() >= self.deadline
            if child.leftover():
                emit(job=self.job["id"], notebook=self.name, note=UNASKED)
            return True
        finally:
            child.close()

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
            answer = json.loads(line)
            if not isinstance(answer, dict) or answer.get("cell") != index:
                raise ValueError(answer)
        except Ended as ended:
            self.skipped.add(index)
            status = "timeout" if ended.why == "time limit" else "died"
            self.report(index, status, began, why=death(ended), limit=round(limit, 1))
            return False
        except (ValueError, RecursionError):
            self.skipped.add(index)
            self.report(index, "died", began, why="the process sent something that is not a result")
            return False
        if interrupted:
            self.report(index, "timeout", began, why="time limit", limit=round(limit, 1), answer=answer)
        else:
            self.report(index, "ran", began, answer=answer)
        return True


def uid_counter(first):
    while True:
        yield first
        first += 1


def main(boot, stdin):
    os.chmod("/sandbox", 0o711)  # a submission can enter its own directory and list none
    for name, text in boot["files"].items():
        path = Path("/sandbox", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    os.environ.update(boot["env"])
    zygote, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        zygote.close()
        import shell

        shell.zygote(theirs, boot["preload"])
    theirs.close()
    if zygote.recv(64) != b"ready":
        sys.exit("the fork server did not start: does the image have ipython?")
    emit(ready=True, python=sys.version.split()[0])
    next_uid = uid_counter(boot["first_uid"])
    while line := stdin.readline():
        job = json.loads(line)
        deadline = time.monotonic() + job["seconds"]
        for name, cells in job["notebooks"]:
            Notebook(zygote, next_uid, job, name, cells, deadline).run()
        emit(job=job["id"], end=True)
