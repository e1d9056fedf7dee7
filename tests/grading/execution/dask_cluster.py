"""A Dask cluster of this machine's own processes: a scheduler, and workers as other machines would run them."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).resolve().parents[3]


class Cluster:
    """One scheduler at `address` and the workers that were added. Used as a context manager."""

    def __init__(self, *, allowed_failures=3, scheme="tcp", **settings):
        """`settings` are environment variables of all its processes."""
        self.settings = settings
        self.allowed_failures = str(allowed_failures)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"{scheme}://127.0.0.1:{self.port}"
        self.room, self.running = tempfile.TemporaryDirectory(prefix="dask-"), []

    def __enter__(self):
        self.scheduler = self._run(
            "scheduler", "--host", self.address, "--no-dashboard",
            DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES=self.allowed_failures,
        )
        return self

    def __exit__(self, *_):
        for one in self.running:
            stop(one, signal.SIGTERM)
        self.room.cleanup()

    def add_worker(self, *, threads=1, preload=None) -> subprocess.Popen:
        extra = ["--preload", str(preload)] if preload else []
        return self._run(
            "worker", self.address, "--nthreads", str(threads), "--no-nanny", "--no-dashboard", *extra
        )

    def wait_for_workers(self, count: int) -> None:
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=60)

    def _run(self, kind, *arguments, **environment) -> subprocess.Popen:
        own = {"PYTHONPATH": str(ROOT), "DASK_TEMPORARY_DIRECTORY": self.room.name}
        with open(Path(self.room.name, f"{kind}-{len(self.running)}.log"), "wb") as log:
            self.running.append(
                subprocess.Popen(
                    [sys.executable, "-m", "dask", kind, *arguments],
                    cwd=self.room.name, env=os.environ | own | self.settings | environment,
                    stdout=log, stderr=log, start_new_session=True,
                )
            )
        return self.running[-1]

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in Path(self.room.name).glob("*.log"))


def stop(one: subprocess.Popen, by) -> None:
    """End the process and those it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(one.pid, by)
    with contextlib.suppress(subprocess.TimeoutExpired):
        one.wait(10)
        return
    os.killpg(one.pid, signal.SIGKILL)
    one.wait()
