"""Inside the sandbox: ends every process of a submission and removes every file it left, whatever it made.

Sent over stdin as text; standard library only. Neither depth nor number nor odd names of what is there can stop
it; what it cannot remove in time it says.
"""

import contextlib
import os
import select
import signal
import stat
import time
from itertools import count

SECONDS = 20.0  # for one submission; a full directory takes well under one
WALL = 0x40000000  # wait(2): children of every kind, which Python does not name
SHARED = (b"/tmp", b"/dev/shm", b"/dev/mqueue")  # where every uid may make files


def clean(uid, home, cleaner, reap_elsewhere):
    """Whether nothing of `uid` is left, nor a process of any student. `cleaner` is a uid no submission ever has.

    reap_elsewhere: takes the dead off the fork server's hands; CLONE_PARENT makes processes its children.
    """
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        removed = _as_owner(uid, home, cleaner, until)
        reap()
        reap_elsewhere()
        if removed and not students():
            with contextlib.suppress(OSError):
                os.rmdir(home)
            return not os.path.lexists(home)
        time.sleep(0.002)  # killed processes take a moment to go
    return False


def _as_owner(uid, home, cleaner, until):
    """Kill and remove in a process that acts as `uid`, for root here has no power over modes; True when done."""
    done, ours = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(done)
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            # Real and saved uid are foreign: it may signal the submission, which may not signal it.
            os.setresuid(cleaner, uid, cleaner)
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
            for top in (home.encode(), *filter(os.path.isdir, SHARED)):  # not every kernel has message queues
                empty(top, uid)
            status = 0
        finally:
            os._exit(status)
    os.close(ours)
    ended = select.select([done], [], [], max(until - time.monotonic(), 0))[0]
    os.close(done)
    if not ended:
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def empty(top, uid):
    """Remove everything of `uid` in `top` (bytes). Lifts inner directories to the top, so no path grows long."""
    number = count()
    todo = [name for name in os.listdir(top) if os.lstat(os.path.join(top, name)).st_uid == uid]
    while todo:
        path = os.path.join(top, todo.pop())
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            os.unlink(path)
            continue
        os.chmod(path, 0o700)
        for name in os.listdir(path):
            inner = os.path.join(path, name)
            if stat.S_ISDIR(os.lstat(inner).st_mode):
                os.chmod(inner, 0o700)  # a directory that cannot be written to cannot be moved either
                while os.path.lexists(lifted := os.path.join(top, b".removed-%d" % next(number))):
                    pass
                os.rename(inner, lifted)
                todo.append(os.path.basename(lifted))
            else:
                os.unlink(inner)
        os.rmdir(path)


def reap():
    """Take all dead children of this process off the kernel's hands: each counts as a process until then."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG | WALL)[0]:
            pass


def students():
    """Processes, dead ones too, that do not run as root: everybody's but the supervisor and the fork server.

    Reads bytes: a process may give itself a name that is no text.
    """
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError, IndexError), open(f"/proc/{entry}/status", "rb") as status:
            if any(map(int, status.read().split(b"\nUid:")[1].split(b"\n")[0].split())):
                found.append(int(entry))
    return found


def stopped(pid):
    """Whether the process was stopped by a signal, so that it can never answer."""
    with contextlib.suppress(OSError, IndexError), open(f"/proc/{pid}/stat", "rb") as stat_file:
        return stat_file.read().rpartition(b")")[2].split()[0] in (b"T", b"t")
    return False
