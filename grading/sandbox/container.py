"""One sandbox container: started hardened and without network, given submissions over stdin, thrown away.

Knows Docker and the line protocol; knows nothing of notebooks, points or the gradebook.
"""

import contextlib
import json
import random
import struct
import time
from pathlib import Path

from ..errors import GradingError, SandboxLost

HERE = Path(__file__).parent
PROGRAM = ("recorder", "shell", "processes", "supervisor")  # modules sent into the sandbox, in import order
LINE_LIMIT = 8 * 1024 * 1024  # bytes of one answer
JOB_LIMIT = 64 * 1024 * 1024  # bytes of all answers of a submission

# Reads one line with the program from stdin and runs it; the rest of stdin are submissions.
BOOT = """
import json, sys, types
stdin = sys.stdin.buffer
boot = json.loads(stdin.readline())
for name, text in boot.pop("modules").items():
    sys.modules[name] = types.ModuleType(name)
    exec(compile(text, name, "exec"), sys.modules[name].__dict__)
sys.modules["supervisor"].main(boot, stdin)
"""


def create(client, image, *, memory_mb, label):
    """A created, not yet started container. Labels let an operator find what a crash left behind."""
    from docker.types import LogConfig

    return client.containers.create(
        image,
        ["python3", "-I", "-c", BOOT],
        entrypoint=[],
        user="0:0",
        working_dir="/sandbox",
        detach=False,
        stdin_open=True,
        network_mode="none",
        read_only=True,
        cap_drop=["ALL"],
        cap_add=["SETUID", "SETGID", "KILL", "CHOWN"],
        security_opt=["no-new-privileges"],
        ipc_mode="private",
        tmpfs={
            "/sandbox": "rw,nosuid,nodev,size=256m,mode=0711",
            "/tmp": "rw,nosuid,nodev,noexec,size=64m,mode=1777",
        },
        shm_size="64m",
        mem_limit=f"{memory_mb + 256}m",
        memswap_limit=f"{memory_mb + 256}m",
        pids_limit=160,
        nano_cpus=10**9,
        auto_remove=True,
        log_config=LogConfig(type="none"),
        environment={
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MPLBACKEND": "agg",
            "LANG": "C.UTF-8",
            "IPYTHONDIR": "/sandbox/.ipython",
            "PYTHONDONTWRITEBYTECODE": "1",
            "NBGRADER_EXECUTION": "autograde",
        },
        labels={"org.tinytorch.classroom": label, "org.tinytorch.role": "sandbox"},
    )


class Container:
    """A running sandbox. `run` yields the parsed lines of one submission; any trouble is SandboxLost."""

    def __init__(self, client, image, *, memory_mb, label, files, env):
        from docker.errors import APIError

        try:
            self.container = create(client, image, memory_mb=memory_mb, label=label)
            attached = self.container.attach_socket(
                params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
            )
            self.socket = getattr(attached, "_sock", attached)
            self.container.start()
        except APIError as error:
            raise GradingError(
                f"Docker refused to start a sandbox from {image}: {error.explanation}"
            ) from error
        self.buffer, self.stderr = b"", b""
        modules = {name: (HERE / f"{name}.py").read_text() for name in PROGRAM}
        self._send(
            {
                "modules": modules,
                "files": files,
                "env": env,
                "preload": ["numpy"],
                "first_uid": random.randrange(1_000_000, 2_000_000_000, 10_000),
            }
        )

    def wait_ready(self):
        """Return when the program inside answers; raises GradingError with what it printed otherwise."""
        try:
            self._line(time.monotonic() + 60)
        except SandboxLost as error:
            raise GradingError(
                f"the sandbox did not start: {error}. The image needs python3 with ipython and numpy "
                "first in its PATH (see GRADING_SANDBOX_IMAGE)."
            ) from error

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
                return
            yield message

    def close(self):
        """End the container at once; it removes itself."""
        from docker.errors import APIError, NotFound

        self.socket.close()
        with contextlib.suppress(APIError, NotFound, OSError):  # it may be going already
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
