"""The grader as a daemon on a Unix socket: a request is a line of JSON, the answer its log and then the
outcome.

{"action": "autograde", "assignment": "ps1", "student": null} is answered by lines {"log": ...} and at last
{"success": ..., "log": ..., "error": ...}; "rate" asks for a sample of another size, "who" says for whom it is. Whoever may open
the socket may grade: it belongs to the course's owner. The same request does not wait twice.
"""

import contextlib
import json
import os
import signal
import socketserver
import threading
from pathlib import Path

from exchange_rules.names import fault

from ..course.directory import errors_log
from ..errors import GradingError
from ..execution.sandbox.ready import ReadySandboxes
from ..messages.reporter import Reporter
from ..records.clock import now, shown_record
from ..records.faults import note_fault
from .actions import ACTIONS, act

REQUEST_LIMIT = 64 * 1024


class Request(socketserver.StreamRequestHandler):
    """One connection, one request."""

    def handle(self):
        self.lines: list[str] = []
        with contextlib.suppress(OSError):  # the caller may be gone; the work is done and journaled
            self.finish_with(self.answer())

    def answer(self) -> str | None:
        """Do what is asked; the error in words, or None."""
        try:
            request = json.loads(self.rfile.readline(REQUEST_LIMIT))
            action, assignment, student = request["action"], request["assignment"], request.get("student")
            rate, who = request.get("rate"), request.get("who")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return "the request is not a line of JSON with action, assignment and student"
        known = isinstance(action, str) and action in ACTIONS and isinstance(assignment, str)
        if not (known and isinstance(student, str | None) and isinstance(who, str | None) and _is_rate(rate)):
            return f"the grader knows no such request; actions are {', '.join(ACTIONS)}"
        for name, kind in ((assignment, "an assignment"), (student, "a student")):
            if name is not None and (why := fault(name)):
                return f"{name!r} is not the name of {kind}: it {why}"
        try:
            # nbgrader's converters change the working directory of the whole process.
            with self.turn((action, assignment, student, rate), who):
                act(self.server.course_dir, action, assignment, student, Reporter(self.log), rate, self.server.ready)
        except GradingError as error:
            return str(error)
        except Exception as error:  # the daemon outlives any single request
            return note_fault(errors_log(self.server.course_dir), f"{action} of {assignment}", error)
        return None

    @contextlib.contextmanager
    def turn(self, request: tuple, who: str | None):
        """Alone with the course; who has to wait for that is told for what. Raises GradingError if the same waits already."""
        action, assignment, student, _ = request
        work = f"{action} of {assignment}"
        if not self.server.turn.acquire(blocking=False):
            first = self.server.waiting.setdefault(request, mine := (who, now()))
            if first is not mine:
                asked = f"{first[0] or 'somebody'} asked for it at {shown_record(first[1])}"
                raise GradingError(
                    f"{work}{f' for {student}' if student else ''} waits already: {asked}. It begins when {self.server.work} is "
                    "done; nothing was added."
                )
            self.log(f"waits until {self.server.work} is done: the grader does one thing at a time")
            self.server.turn.acquire()
            del self.server.waiting[request]
        try:
            self.server.work = work
            yield
        finally:
            self.server.turn.release()

    def log(self, text: str):
        print(text, flush=True)
        self.lines.append(text)
        with contextlib.suppress(OSError):  # finish the work even if nobody listens any more
            self.wfile.write(json.dumps({"log": text}).encode() + b"\n")

    def finish_with(self, error: str | None):
        if error:
            print(f"grading: {error}", flush=True)
        last = {"success": error is None, "log": "\n".join(self.lines), "error": error}
        self.wfile.write(json.dumps(last).encode() + b"\n")


def _is_rate(rate) -> bool:
    """A share, or none at all."""
    return rate is None or (isinstance(rate, float | int) and not isinstance(rate, bool) and 0 <= rate <= 1)


class Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, course_dir: Path, path: Path):
        self.course_dir, self.turn, self.work = course_dir, threading.Lock(), ""
        of = course_dir.stat()
        self.ready = ReadySandboxes(f"ready-{of.st_dev}-{of.st_ino}")
        self.waiting: dict[tuple, tuple[str | None, str]] = {}  # by request: who asked for it, and when
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        mask = os.umask(0o177)
        try:
            super().__init__(str(path), Request)
        finally:
            os.umask(mask)


def serve_forever(course_dir: Path, path: Path) -> None:
    """Serve until stopped. Raises GradingError if the socket cannot be made."""
    try:
        server = Server(course_dir.resolve(), path.resolve())
    except OSError as error:
        raise GradingError(f"cannot listen on {path}: {error}") from error
    print(f"grading {course_dir} on request at {path}", flush=True)
    # As the first process of a container it would ignore this signal without a handler.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    with server, contextlib.closing(server.ready):
        server.serve_forever()
