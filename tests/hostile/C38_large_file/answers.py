# %% new after total
import os, signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = 0
try:
    with open("large", "wb") as file:
        while True:
            size += file.write(b"x" * 2**20)
            file.flush()
except OSError:
    print("stopped at", os.path.getsize("large") // 2**20, "MB")
