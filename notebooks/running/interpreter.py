"""A fresh Python for the cells of a notebook: started, asked cell by cell, interrupted, ended. Judges nothing."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from notebooks.limits import GRACE

START_SECONDS = 60  # for Python and IPython to start, on a busy machine
LONGEST_ANSWER = 16 * 1024 * 1024
ROOT = str(Path(__file__).resolve().parents[2])
PROGRAM = """
import sys
sys.path += [place for place in sys.argv[2:] if place not in sys.path]
from notebooks.running.child import main
main(int(sys.argv[1]))
"""


class NoPython(OSError):
    """The process for the cells cannot be started; the message says why."""


class Ended(Exception):
    """The process is gone; the message says how."""


class Interpreter:
    """A fresh Python that runs cells. Left, it and all that it started are ended."""

    def __init__(self, directory: Path, environment: dict[str, str]):
        self.socket, theirs = socket.socketpair()
        self.buffer = b""
        with theirs:
            try:
                self.child = subprocess.Popen(
                    [sys.executable, "-P", "-c", PROGRAM, str(theirs.fileno()), ROOT],
                    cwd=directory,
                    env=environment,
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    start_new_session=True,
                )
            except OSError as error:
                self.socket.close()
                raise NoPython(str(error)) from None

    def __enter__(self):
        try:
            self._line(time.monotonic() + START_SECONDS)
        except Ended as ended:
            self.close()
            said = self.child.stderr.read().decode(errors="replace").strip().splitlines()
            raise NoPython(said[-1] if said else str(ended)) from None
        return self

    def __exit__(self, *_):
        self.close()

    def close(self) -> None:
        self.socket.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def ask(self, message: dict, limit: float) -> tuple[dict, bool]:
        """The answer to a message, and whether the cell had to be interrupted. Raises Ended."""
        with contextlib.suppress(OSError):  # it is gone; the answer below says how
            self.socket.sendall(json.dumps(message).encode() + b"\n")
        line = self._line(time.monotonic() + limit)
        interrupted = line is None
        if interrupted:
            self.child.send_signal(signal.SIGINT)
            line = self._line(time.monotonic() + GRACE)
            if line is None:
                raise Ended(f"it was stopped after {limit:.0f} s")
        try:
            answer = json.loads(line)
            if isinstance(answer["outputs"], list):
                return answer, interrupted
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        raise Ended("the process sent something that is not a result")

    def _line(self, until: float) -> bytes | None:
        while b"\n" not in self.buffer:
            left = until - time.monotonic()
            if left <= 0:
                return None
            if not select.select([self.socket], [], [], left)[0]:
                continue
            try:
                part = self.socket.recv(1 << 16)
            except ConnectionResetError:
                part = b""
            self.buffer += part
            if not part or len(self.buffer) > LONGEST_ANSWER:
                raise Ended(self._how_it_ended() if not part else "the answer of a cell was larger than allowed")
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line

    def _how_it_ended(self) -> str:
        try:
            status = self.child.wait(1)
        except subprocess.TimeoutExpired:
            return "the process closed its connection"
        if status < 0:
            named = {one.value: one.name for one in signal.Signals}
            return f"the process was ended by {named.get(-status, f'signal {-status}')}"
        return f"the process ended itself with exit code {status}"
