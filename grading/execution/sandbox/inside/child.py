"""Inside the sandbox: the child process of one notebook: started, spoken to, stopped.

Sent over stdin as text; standard library only. Runs as the container's root with four capabilities and never
runs student code itself: limits are enforced from here, outside the student's interpreter.
"""

import base64
import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path

from cleaning import clean, stopped

from notebooks.limits import GRACE

LOOK = 0.5  # seconds between two looks at whether a silent process can answer at all
LINE_LIMIT = 8 * 1024 * 1024  # bytes: all that a recorder keeps, in characters of four bytes

START = 20  # seconds within which a child must have started, on a machine that is busy
FORK, REAP = b"fork", b"reap"  # orders to the fork server
UNASKED = "the process sent a result it was not asked for"
STOPPED = "the process was stopped and answers no more"


class Ended(Exception):
    """The child's process is gone; `status` as from waitpid, None if it was killed from here."""

    def __init__(self, status, why):
        self.status, self.why = status, why

    @property
    def said(self):
        """How it ended, in words."""
        if self.status is None:
            return self.why
        if os.WIFSIGNALED(self.status):
            number = os.WTERMSIG(self.status)
            named = {one.value: one.name for one in signal.Signals}  # real-time signals have no name
            return f"the process was ended by {named.get(number, f'signal {number}')}"
        return f"the process ended itself with exit code {os.WEXITSTATUS(self.status)}"


class Child:
    """A forked process that runs the cells of one notebook under its own uid."""

    def __init__(self, zygote, uid, files, limits, **more):
        self.zygote, self.uid, self.buffer = zygote, uid, b""
        self.home = f"/sandbox/{uid}"
        os.mkdir(self.home, 0o700)
        for name, content in files.items():
            path = Path(self.home, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(content))
        for folder, _, names in os.walk(self.home, topdown=False):
            for path in [os.path.join(folder, name) for name in names] + [folder]:
                os.chown(path, uid, uid)
        self.channel, theirs = socket.socketpair()
        socket.send_fds(zygote, [FORK], [theirs.fileno()])
        theirs.close()
        self.pid = int(self._from_zygote())
        self.alive = True
        # Through the child's own channel: a message to the fork server has a largest size, the names of a notebook have none.
        order = {"uid": uid, "home": self.home, "limits": limits, **more}
        self.channel.settimeout(START)
        with contextlib.suppress(OSError):  # it is gone or stuck; the answer says how
            self.channel.sendall(json.dumps(order).encode() + b"\n")
        # Before any student code: a child that cannot start is a fault of the sandbox, never of a student.
        started = self._answer(time.monotonic() + START)
        if started != b"started":
            sys.exit(f"a child did not start: {(started or b'no answer').decode()}")

    def _from_zygote(self):
        message = self.zygote.recv(64)
        if not message:
            sys.exit("the sandbox lost its fork server")
        return message

    def run(self, message, limit):
        """The child's answer to one message and whether it had to be interrupted. Raises Ended."""
        if self.unasked(0):
            raise Ended(None, UNASKED)
        self.channel.settimeout(limit)
        try:
            self.channel.sendall(json.dumps(message).encode() + b"\n")
        except TimeoutError:
            raise Ended(None, "the process stopped answering") from None
        except OSError:
            pass  # it is gone; the answer below says how
        line = self._answer(time.monotonic() + limit)
        if line is not None:
            return line, False
        with contextlib.suppress(ProcessLookupError):  # it may end by itself this very moment
            os.kill(self.pid, signal.SIGINT)
        line = self._answer(time.monotonic() + GRACE)
        if line is None:
            raise Ended(None, "time limit")
        return line, True

    def unasked(self, wait):
        """Whether the process sent anything it was not asked for: student code that plays the grader."""
        if not self.buffer and select.select([self.channel], [], [], wait)[0]:
            self.buffer = self._received()
        return bool(self.buffer)

    def leftover(self):
        """The same at the end, when the process has been told that nothing more comes."""
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_WR)
        return self.unasked(1.0)

    def _answer(self, until):
        while b"\n" not in self.buffer:
            wait = until - time.monotonic()
            if wait <= 0:
                return None
            ready = select.select([self.channel, self.zygote, 0], [], [], min(wait, LOOK))[0]
            if 0 in ready:
                os._exit(1)  # nothing is sent during a submission: readable means the grader is gone
            if self.channel in ready:
                part = self._received()
                self.buffer += part
                if len(self.buffer) > LINE_LIMIT:
                    raise Ended(None, "the answer of a cell was larger than allowed")
                if part:
                    continue
                # The exit status follows within moments, unless student code only closed the channel.
                ready = select.select([self.zygote], [], [], 0.5)[0]
                if not ready:
                    raise Ended(None, "the process closed its connection to the grader")
            if self.zygote in ready:
                self.alive = False
                raise Ended(int(self._from_zygote()), "the process ended")
            if stopped(self.pid):
                raise Ended(None, STOPPED)
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line

    def _received(self):
        try:
            return self.channel.recv(1 << 16)
        except ConnectionResetError:
            return b""

    def close(self, cleaner):
        """End the process and all it started, remove its files; whether nothing is left."""
        self.channel.close()
        return clean(self.uid, self.home, cleaner, self._reap) and not self.alive

    def _reap(self):
        """Let the fork server reap what it has become the parent of."""
        if self.alive:
            if not select.select([self.zygote], [], [], 1.0)[0]:
                return  # it still waits for the process itself
            self._from_zygote()
            self.alive = False
        self.zygote.send(REAP)
        self._from_zygote()
