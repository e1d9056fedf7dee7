"""Inside the sandbox: what of a container a submission could have used up, to be compared with how it was when new.

Sent over stdin as text; standard library only. What differs is no accusation: sockets linger after honest work. Such
a sandbox is replaced before the next submission.
"""

import contextlib
import os

from cleaning import SHARED

MEMORY_MARGIN = 128 << 20  # bytes that the supervisor itself may take up for what it passes on
# What container.py allows none of, because it outlives its process. Another kernel than Linux (gVisor's) has no such bound.
NONE_ALLOWED = ("kernel/shmmni", "kernel/msgmni", "fs/mqueue/queues_max")
SOCKETS = ("tcp", "tcp6", "udp", "udp6", "unix")


class State:
    """The container as it was; `used` names what is different now."""

    def __init__(self):
        self.bounded = all(_none_allowed(f"/proc/sys/{name}") for name in NONE_ALLOWED)
        self.tops = [top for top in (b"/sandbox", *SHARED) if os.path.isdir(top)]
        # Version 2 of control groups first, then version 1.
        self.processes = _readable("/sys/fs/cgroup/pids.current", "/sys/fs/cgroup/pids/pids.current")
        self.memory = _readable("/sys/fs/cgroup/memory.stat", "/sys/fs/cgroup/memory/memory.stat")
        self.counts, self.bytes = self._counts(), self._bytes()

    def used(self):
        """Names of what is not as it was, or cannot be known to be."""
        if not self.bounded:
            return ["shared memory and message queues"]
        now = self._counts()
        names = [name for name, count in self.counts.items() if now.get(name) != count]
        return names + (["memory"] if self._bytes() > self.bytes + MEMORY_MARGIN else [])

    def _counts(self):
        counts = {"descriptors": len(os.listdir("/proc/self/fd"))}
        for top in self.tops:
            room = os.statvfs(top)
            counts[f"room in {top.decode()}"] = room.f_bfree, room.f_ffree
        for kind in SOCKETS:
            with contextlib.suppress(OSError), open(f"/proc/self/net/{kind}", "rb") as lines:
                counts[f"{kind} sockets"] = len(lines.readlines())
        if self.processes:
            counts["processes"] = int(_text(self.processes))
        return counts

    def _bytes(self):
        """Memory that nothing but processes and files in memory can hold."""
        if not self.memory:
            return 0
        values = dict(line.split() for line in _text(self.memory).splitlines())
        return sum(int(values.get(name, 0)) for name in ("anon", "rss", "shmem"))


def _none_allowed(path):
    with contextlib.suppress(OSError):
        return _text(path).strip() == "0"
    return False


def _readable(*paths):
    for path in paths:
        with contextlib.suppress(OSError, ValueError):
            return path if _text(path).strip() else None
    return None


def _text(path):
    with open(path) as file:
        return file.read()
