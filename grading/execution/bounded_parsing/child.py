"""Work in a process of its own with limits, so that one submission can cost neither the batch nor the machine.

No parser, renderer or lexer promises to be quick on every text. What comes back is bytes: nothing is unpickled.
"""

import contextlib
import os
import resource
import select
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass


class TooMuch(Exception):
    """The work did not end within its limits; the message says which, for a person."""


class Failed(Exception):
    """The work raised an exception of its own; the message has its name and words."""


PATIENCE = 6  # a machine that is busy must not turn a slow text into a wait without end


@dataclass(frozen=True)
class Limits:
    """`seconds` of CPU time, and PATIENCE times as many by the clock; bytes of memory on top of what this process has, and
    of the result."""

    seconds: int
    memory: int
    size: int

    @property
    def text(self) -> str:
        """Time and memory, as a person reads them."""
        return f"{self.seconds} s or {self.memory // 2**20} MB"


READ = Limits(10, 1024 * 2**20, 64 * 2**20)
RENDER = Limits(10, 1024 * 2**20, 64 * 2**20)
SHOW = Limits(5, 1024 * 2**20, 64 * 2**20)  # formgrader waits meanwhile, with everybody in it
COMPARE = Limits(5, 2048 * 2**20, 256 * 2**20)


_beginning = threading.Lock()


def within(limits: Limits, work: Callable[[], bytes]) -> bytes:
    """What `work` returns. Raises TooMuch or Failed; the child is gone in any case."""
    # Another thread's child would keep this pipe open, and its end unseen, if it began in between.
    with _beginning:
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            _beginning.release()
            _child(theirs, limits, work)
        os.close(theirs)
    try:
        answer = _answer(ours, limits)
    finally:
        os.close(ours)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if answer[:1] == b"+":
        return answer[1:]
    if answer[:1] == b"!":
        said, _, trace = answer[1:].decode(errors="replace").partition("\0")
        failed = Failed(said)
        failed.add_note(trace)  # a traceback shows it
        raise failed
    raise TooMuch(f"it takes more than {limits.text}")


def _answer(pipe: int, limits: Limits) -> bytes:
    """All that comes through the pipe; an answer without its end counts as none."""
    parts, length, end = [], 0, time.monotonic() + PATIENCE * limits.seconds
    poll = select.poll()
    poll.register(pipe, select.POLLIN | select.POLLHUP)
    while (left := end - time.monotonic()) > 0:
        if not poll.poll(left * 1000):
            continue
        part = os.read(pipe, 2**20)
        if not part:
            answer = b"".join(parts)
            return answer[:-1] if answer.endswith(b".") else b""
        parts.append(part)
        length += len(part)
        if length > limits.size:
            raise TooMuch(f"its result is larger than {limits.size // 2**20} MB")
    return b""


def _child(pipe: int, limits: Limits, work: Callable[[], bytes]):
    """Never returns: what the parent has open, its handlers and its exit are not the child's to run."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU):
            signal.signal(number, signal.SIG_DFL)
        with open("/proc/self/statm") as file:
            size = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (size + limits.memory,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
        try:
            answer = b"+" + work()
        except (MemoryError, RecursionError):
            os._exit(1)
        except Exception as error:
            said = f"{type(error).__name__}: {error}".replace("\0", " ")[:2000]
            answer = f"!{said}\0{traceback.format_exc()[-20_000:]}".encode(errors="replace")
        view = memoryview(answer + b".")
        while view:
            view = view[os.write(pipe, view) :]
    finally:
        os._exit(0)
