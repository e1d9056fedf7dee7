"""The line protocol with one sandbox container: submissions in over stdin, one JSON line per cell out.

Whatever the container says is bounded and must be JSON; any trouble is SandboxLost. Starts nothing itself.
"""

import contextlib
import importlib
import inspect
import json
import random
import struct
import time
from pathlib import Path

from ...errors import GradingError, SandboxLost
from .container import create

INSIDE = Path(__file__).with_name("inside")
# Modules sent into the sandbox, in import order: those that tito and *Validate* run cells with, and the sandbox's own.
SHARED = (
    *("notebooks", "notebooks.limits", "notebooks.shadowing", "notebooks.shell"),
    *(f"notebooks.shell.{part}" for part in ("recorder", "kernel", "loop", "names", "ipython")),
)
PROGRAM = (
    *("cleaning", "answers", "child", "import_shadowing"),
    *("watched_objects", "watched_modules", "watched_shell", "watched_names", "tamper"),
    *("values", "forked", "shell", "request", "canary", "value_requests", "attempts", "state", "supervisor"),
)
LINE_LIMIT = 9 * 1024 * 1024  # bytes of one answer
JOB_LIMIT = 64 * 1024 * 1024  # bytes of all answers of a submission


class SandboxConnection:
    """A running sandbox, to be prepared for one assignment. `identity` is the id of the image that it was made from.

    `run` yields the parsed lines of one submission; `must_be_replaced` once it must not run another.
    """

    def __init__(self, client, image, *, memory_mb, label, owner="", runtime=""):
        from docker.errors import DockerException

        self.container, self.socket = None, None
        self.buffer, self.stderr, self.must_be_replaced = b"", b"", False
        modules = {name: inspect.getsource(importlib.import_module(name)) for name in SHARED}
        modules |= {name: (INSIDE / f"{name}.py").read_text() for name in PROGRAM}
        boot = {"modules": modules, "first_uid": random.randrange(1_000_000, 2_000_000_000, 10_000)}
        try:
            self.container = create(client, image, memory_mb=memory_mb, label=label, owner=owner, runtime=runtime)
            self.identity = self.container.attrs["Image"]
            attached = self.container.attach_socket(
                params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
            )
            self.socket = getattr(attached, "_sock", attached)
            self.container.start()
            self._send(boot)
        except (DockerException, OSError, SandboxLost) as error:
            self.close()
            why = getattr(error, "explanation", None) or error
            by = f" with the runtime {runtime} (GRADING_RUNTIME)" if runtime else ""
            raise GradingError(f"Docker could not start a sandbox from {image}{by}: {why}") from error

    def wait_ready(self):
        """Return when the program inside answers; raises GradingError with what it printed otherwise."""
        try:
            self._line(time.monotonic() + 60)
        except SandboxLost as error:
            raise GradingError(
                f"the sandbox did not start: {error}. The image needs python3 with ipython and numpy "
                "first in its PATH (see GRADING_SANDBOX_IMAGE)."
            ) from error

    def prepare(self, files: dict[str, str], env: dict[str, str], preload: list[str]) -> None:
        """Make it one for an assignment: texts by path below /sandbox, environment variables, modules to import.

        Raises GradingError if it is there no more.
        """
        try:
            self._send({"files": files, "env": env, "preload": preload})
            self._line(time.monotonic() + 60)
        except SandboxLost as error:
            raise GradingError(f"the sandbox could not be prepared for the assignment: {error}") from error

    def run(self, job, seconds):
        """Send one submission; yield its lines as dicts until it is done, at most `seconds` long."""
        until, total = time.monotonic() + seconds, 0
        self._send(job)
        while True:
            line = self._line(until)
            total += len(line)
            if total > JOB_LIMIT:
                raise SandboxLost("the answers of the submission are larger than allowed")
            try:
                message = json.loads(line)
            except (ValueError, RecursionError):
                raise SandboxLost("the sandbox sent something that is not JSON") from None
            if not isinstance(message, dict) or message.get("job") != job["id"]:
                raise SandboxLost("the sandbox answered for another submission")
            if message.get("end"):
                self.must_be_replaced = bool(message.get("must_be_replaced"))
                return
            yield message

    def close(self):
        """End the container at once; it removes itself."""
        from docker.errors import DockerException

        if self.socket is not None:
            self.socket.close()
        with contextlib.suppress(DockerException, OSError):  # it may be going already
            if self.container is not None:
                self.container.remove(force=True)

    def _send(self, message):
        self.socket.settimeout(60)
        try:
            self.socket.sendall(json.dumps(message).encode() + b"\n")
        except OSError as error:
            raise SandboxLost(f"the sandbox takes no more input ({error})") from error

    def _line(self, until):
        while b"\n" not in self.buffer:
            stream, size = struct.unpack(">BxxxL", self._exactly(8, until))
            part = self._exactly(size, until)
            if stream == 1:
                self.buffer += part
                if len(self.buffer) > LINE_LIMIT:
                    raise SandboxLost("an answer is larger than allowed")
            else:
                self.stderr = (self.stderr + part)[-2000:]
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line

    def _exactly(self, size, until):
        parts = b""
        while len(parts) < size:
            left = until - time.monotonic()
            if left <= 0:
                raise SandboxLost("the sandbox stopped answering")
            self.socket.settimeout(left)
            try:
                part = self.socket.recv(min(size - len(parts), 1 << 16))
            except TimeoutError:
                continue
            except OSError as error:
                raise SandboxLost(f"the connection to the sandbox broke ({error})") from error
            if not part:
                said = self.stderr.decode(errors="replace").strip().splitlines()
                raise SandboxLost("the sandbox ended" + (f": {said[-1]}" if said else ""))
            parts += part
        return parts
