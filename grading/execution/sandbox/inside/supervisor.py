"""Inside the sandbox: reads submissions from stdin, one at a time, and writes one line per finished cell.

Sent over stdin as text; standard library only. A submission has one deadline for all its notebooks.
"""

import json
import os
import socket
import sys
import time
from itertools import count
from pathlib import Path

from answers import OUTPUT_LIMIT, brief
from attempts import RunningNotebook
from child import Child
from state import State
from value_requests import LATER_SECONDS

LEFT_BEHIND = "it left processes or files that could not be removed; the sandbox was replaced"


def emit(**message):
    """Write the message as a line of JSON; its length in bytes."""
    data = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    size = len(data)
    while data:
        data = data[os.write(1, data) :]
    return size


class Sandbox:
    """What all submissions of this container share. `must_be_replaced` once something of one could not be removed, or the
    container is not what it was.
    """

    def __init__(self, zygote, first_uid):
        self.zygote, self.cleaner, self.uids, self.must_be_replaced = zygote, first_uid, count(first_uid + 1), False
        self.state = State()

    def child(self, job, watched):
        return Child(self.zygote, next(self.uids), job["files"], job["limits"], **watched)

    def close(self, child):
        self.must_be_replaced |= not child.close(self.cleaner)


class RunningJob:
    """One job, as the grader's `message` has it: its deadline, and how much it has shown."""

    def __init__(self, message):
        self.message, self.shown = message, 0
        self.deadline = time.monotonic() + message["seconds"]
        self.latest = self.deadline + LATER_SECONDS

    def extend(self, deadline, seconds):
        """A later deadline of the cells, for time that they did not take; never after what all requests may take."""
        self.deadline = min(self.deadline + seconds, self.latest)
        return min(deadline + seconds, self.latest)

    def emit(self, **message):
        answer = message.get("answer")
        if answer and self.shown > OUTPUT_LIMIT:
            message["answer"] = brief(answer)
        self.shown += emit(job=self.message["id"], **message)

    def run(self, sandbox):
        for name, cells in self.message["notebooks"]:
            RunningNotebook(sandbox, self, name, cells).run()
            if sandbox.must_be_replaced:
                self.emit(notebook=name, note=LEFT_BEHIND)
        sandbox.must_be_replaced |= bool(sandbox.state.used())
        self.emit(end=True, must_be_replaced=sandbox.must_be_replaced)


def start_zygote(names):
    """The fork server's socket, once it is warm. names: those of this program's modules."""
    zygote, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        zygote.close()
        import shell

        # A student's own module may have one of these names, and shall not find ours.
        for name in names:
            del sys.modules[name]
        shell.zygote(theirs)
    theirs.close()
    if zygote.recv(64) != b"ready":
        sys.exit("the fork server did not start: does the image have ipython?")
    return zygote


def prepare(zygote, files, env, preload):
    """Make this a sandbox for one assignment: its files, and what its fork server has in its environment and imports."""
    for name, text in files.items():
        path = Path("/sandbox", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Imported by the fork server; what submissions could read, they could print into their feedback.
        path.touch(mode=0o600)
        path.write_text(text)
    zygote.send(json.dumps([env, preload]).encode())
    if zygote.recv(64) != b"ready":
        sys.exit("the fork server could not be prepared for the assignment")


def main(boot, stdin):
    """Run what stdin names, one submission after the other, until it ends or the container must be replaced."""
    os.chmod("/sandbox", 0o711)  # a submission can enter its own directory and list none
    zygote = start_zygote(boot["names"])
    emit(ready=True, python=sys.version.split()[0])
    if not (line := stdin.readline()):
        return  # it was kept ready and is not needed
    prepare(zygote, **json.loads(line))
    sandbox = Sandbox(zygote, boot["first_uid"])
    emit(prepared=True)
    while line := stdin.readline():
        RunningJob(json.loads(line)).run(sandbox)
        if sandbox.must_be_replaced:
            sys.exit("a submission left something behind")
