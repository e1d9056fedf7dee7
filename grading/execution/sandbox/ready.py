"""Sandboxes kept ready between batches: started, with Python and NumPy loaded, and never used by anybody.

Each goes to one batch, which ends it, so nothing that a student wrote meets another batch. Starting one is most of what a small
batch waits for.
"""

import contextlib
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from ...errors import GradingError
from .connection import SandboxConnection
from .container import connect
from .orphans import remove_orphans


@dataclass(frozen=True)
class Kind:
    """What a sandbox was made of: the image by its id, and its limits. One of another kind is of no use."""

    identity: str
    memory_mb: int
    label: str
    runtime: str = ""


class ReadySandboxes:
    """Those of one keeper, whom `owner` names in their label: what an earlier one left behind is removed at first use."""

    def __init__(self, owner: str):
        self.owner = owner
        self.kind: Kind | None = None
        self.waiting: list[Future[SandboxConnection]] = []
        self.lock, self.client, self.idle = threading.RLock(), None, None
        self.background = ThreadPoolExecutor(thread_name_prefix="ready-sandbox")

    def keep(
        self, image: str, memory_mb: int, label: str, count: int, idle_seconds: float, runtime: str = ""
    ) -> None:  # fmt: skip
        """Begin to start what is missing of `count`, in the background; all end after `idle_seconds` without another call.

        Those of another image or other limits end now. Raises GradingError as `connect` does.
        """
        client, identity = connect(image)
        with self.lock:
            kind = Kind(identity, memory_mb, label, runtime)
            if kind != self.kind:
                self.drop()
            if self.client is None:
                self.client = client
                remove_orphans(client, self.owner)
            else:
                client.close()
            self.kind = kind
            self._rest_after(idle_seconds)
            for _ in range(count - len(self.waiting)):
                self.waiting.append(self.background.submit(self._start, image, kind))

    def take(self, kind: Kind) -> SandboxConnection | None:
        """One that is ready, or will be before a new one could be; None if there is none of this kind."""
        while True:
            with self.lock:
                if kind != self.kind or not self.waiting:
                    return None
                chosen = self.waiting.pop(0)
            with contextlib.suppress(GradingError):  # whoever starts the next meets the same error and reports it
                return chosen.result()

    def end(self, sandbox: SandboxConnection) -> None:
        """End one that was taken, in the background: removing a container takes as long as grading a small notebook."""
        self.background.submit(sandbox.close)

    def drop(self) -> None:
        """End all of them."""
        with self.lock:
            going, self.waiting, self.kind = self.waiting, [], None
            if self.idle is not None:
                self.idle.cancel()
        for one in going:
            one.add_done_callback(_close)

    def close(self) -> None:
        """End all of them and wait until they are gone."""
        self.drop()
        self.background.shutdown()
        if self.client is not None:
            self.client.close()

    def _start(self, image: str, kind: Kind) -> SandboxConnection:
        options = {"memory_mb": kind.memory_mb, "label": kind.label, "runtime": kind.runtime}
        sandbox = SandboxConnection(self.client, image, owner=self.owner, **options)
        try:
            sandbox.wait_ready()
            if sandbox.identity != kind.identity:
                raise GradingError(f"the image {image} has just changed")
        except GradingError:
            sandbox.close()
            raise
        return sandbox

    def _rest_after(self, seconds: float) -> None:
        if self.idle is not None:
            self.idle.cancel()
        self.idle = threading.Timer(seconds, self.drop)
        self.idle.daemon = True
        self.idle.start()


def _close(started: Future) -> None:
    if not started.cancelled() and started.exception() is None:
        started.result().close()
