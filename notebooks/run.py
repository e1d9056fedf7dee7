"""Runs the cells of a notebook in a process of their own, with a time limit, as the grader's sandbox does.

A cell that hangs is interrupted, then its process is ended. A cell that ends its process is left out of the next one, so that
the cells after it still count. This process imports neither IPython nor anything of the notebook's.
"""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from notebooks.limits import ATTEMPTS, GRACE, cell_seconds
from notebooks.verdict import failure

START_SECONDS = 60  # for Python and IPython to start, on a busy machine
LONGEST_ANSWER = 16 * 1024 * 1024
ROOT = str(Path(__file__).resolve().parents[1])
PROGRAM = """
import sys
sys.path += [place for place in sys.argv[2:] if place not in sys.path]
from notebooks.child import main
main(int(sys.argv[1]))
"""


class NoPython(OSError):
    """The process for the cells cannot be started; the message says why."""


@dataclass(frozen=True)
class CellRun:
    """One cell as it ran. `status`: ran, timeout, died or not_run; `why` says it in words where it did not run through.

    `line`: of this cell, where an error left it. `at`: (key of a cell, line), the innermost line that the error passed through.
    """

    status: str
    outputs: list[dict] = field(default_factory=list)
    why: str = ""
    line: int | None = None
    at: tuple[int, int] | None = None

    @property
    def failed(self) -> str:
        """Why it counts as failed in a few words, or ""."""
        return failure(self.outputs) or self.why if self.status == "ran" else self.why


class _Ended(Exception):
    """The process is gone; the message says how."""


@dataclass(frozen=True)
class Order:
    """A cell to run. `ours`: it is as it was released, not the student's."""

    key: int
    source: str
    ours: bool = False


def run_cells(
    cells: list[Order], directory: Path, seconds: float, environment: dict[str, str], meant: dict | None = None
) -> dict[int, CellRun]:
    """How each of `cells` ran, by key, in `directory`. `seconds` are for all of them together.

    meant: what names stand for in cells that are not the student's, from `trusted_names`. Raises NoPython.
    """
    runs: dict[int, CellRun] = {}
    left_out: set[int] = set()
    deadline = None
    for _ in range(ATTEMPTS):
        with _Process(directory, environment) as process:
            # Starting Python is no part of the time that the cells have.
            deadline = deadline or time.monotonic() + seconds
            if _attempt(process, cells, runs, left_out, deadline, meant or {}) or len(runs) == len(cells):
                break
    why = "no time was left" if time.monotonic() >= deadline else "the process ended too often"
    return {cell.key: runs.get(cell.key) or CellRun("not_run", why=why) for cell in cells}


def _attempt(process, cells, runs, left_out, deadline, meant) -> bool:
    """One process for all cells but those left out. True when nothing is left to try."""
    keys = dict(enumerate((cell.key for cell in cells), 1))
    for number, cell in enumerate(cells, 1):
        key = cell.key
        if key in left_out:
            continue
        left = deadline - time.monotonic()
        if left <= 0:
            return True
        began, limit = time.monotonic(), cell_seconds(left)
        message = {"source": cell.source, "number": number, "ours": cell.ours}
        message |= {"own": meant.get("own"), "imports": meant.get("imports")}
        try:
            answer, interrupted = process.ask(message, limit)
        except _Ended as ended:
            left_out.add(key)
            stopped = time.monotonic() - began >= limit
            runs.setdefault(key, CellRun("timeout" if stopped else "died", why=str(ended)))
            return False
        at = answer.get("at")
        runs.setdefault(
            key,
            CellRun(
                "timeout" if interrupted else "ran",
                answer["outputs"],
                f"it was stopped after {limit:.0f} s" if interrupted else "",
                answer.get("line"),
                (keys[at[0]], at[1]) if at and at[0] in keys else None,
            ),
        )
    return True


class _Process:
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
        except _Ended as ended:
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
        """The answer to a message, and whether the cell had to be interrupted. Raises _Ended."""
        with contextlib.suppress(OSError):  # it is gone; the answer below says how
            self.socket.sendall(json.dumps(message).encode() + b"\n")
        line = self._line(time.monotonic() + limit)
        interrupted = line is None
        if interrupted:
            self.child.send_signal(signal.SIGINT)
            line = self._line(time.monotonic() + GRACE)
            if line is None:
                raise _Ended(f"it was stopped after {limit:.0f} s")
        try:
            answer = json.loads(line)
            if isinstance(answer["outputs"], list):
                return answer, interrupted
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        raise _Ended("the process sent something that is not a result")

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
                raise _Ended(self._how_it_ended() if not part else "the answer of a cell was larger than allowed")
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
