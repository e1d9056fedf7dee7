# %% new after add
import os, signal

killed = []
for pid in [1, os.getppid(), *map(int, filter(str.isdigit, os.listdir("/proc")))]:
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
        except PermissionError:
            pass
print("killed", killed)
