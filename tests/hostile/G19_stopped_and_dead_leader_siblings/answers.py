# %% new after total
import ctypes, os, platform, signal, time

libc = ctypes.CDLL(None, use_errno=True)
CLONE = {"x86_64": 56, "aarch64": 220}[platform.machine()]

def sibling(flags=0x8000 | signal.SIGCHLD):
    return libc.syscall(CLONE, flags, 0, 0, 0, 0)

import threading

EXIT = {"x86_64": 60, "aarch64": 93}[platform.machine()]
for _ in range(6):
    if sibling() == 0:
        threading.Thread(target=time.sleep, args=(600,)).start()
        libc.syscall(EXIT, 0)
    if sibling() == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
time.sleep(0.1)
