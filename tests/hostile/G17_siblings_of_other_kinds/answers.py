# %% new after total
import ctypes, os, platform, signal, time

libc = ctypes.CDLL(None, use_errno=True)
CLONE = {"x86_64": 56, "aarch64": 220}[platform.machine()]

def sibling(flags=0x8000 | signal.SIGCHLD):
    return libc.syscall(CLONE, flags, 0, 0, 0, 0)

signal.signal(signal.SIGUSR1, signal.SIG_IGN)
for flags in (0, signal.SIGUSR1, 0x8000, 0x8000 | signal.SIGUSR1, 0x8000 | signal.SIGKILL, 0x8000 | 0x400 | signal.SIGCHLD):
    for _ in range(4):
        if sibling(flags) == 0:
            os._exit(0)
    time.sleep(0.01)
