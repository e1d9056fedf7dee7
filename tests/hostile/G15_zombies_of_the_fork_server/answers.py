# %% new after total
import ctypes, os, platform, signal, time

libc = ctypes.CDLL(None, use_errno=True)
CLONE = {"x86_64": 56, "aarch64": 220}[platform.machine()]

def sibling(flags=0x8000 | signal.SIGCHLD):
    return libc.syscall(CLONE, flags, 0, 0, 0, 0)

for _ in range(60):
    if sibling() == 0:
        os._exit(0)
