"""Names the programs that hold a lock on a file, from Linux's /proc. Sees what this machine and container see."""

import os
from pathlib import Path


def holders(path: Path | None) -> str:
    """The programs with a lock on `path`, or "another program"."""
    try:
        inode = str(os.stat(path).st_ino)
        locks = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    except (OSError, TypeError):
        return "another program"
    # 1: POSIX  ADVISORY  WRITE 4711 00:2f:815 1073741824 1073742335
    pids = {line[4] for line in locks if line[1] != "->" and line[5].rsplit(":", 1)[1] == inode}
    return " and ".join(sorted(filter(None, map(_program, pids)))) or "another program"


def _program(pid: str) -> str | None:
    try:
        words = Path("/proc", pid, "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return None
    return f"process {pid} ({' '.join(words).strip()[:100]})"
