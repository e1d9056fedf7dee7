# %% new after total
import os

written = 0
for number, top in enumerate((".", ".", ".", ".", ".", "/tmp", "/dev/shm")):
    try:
        with open(f"{top}/fill{number}", "wb") as file:
            for step in range(1000):
                os.posix_fallocate(file.fileno(), step * 2**24, 2**24)
                written += 16
    except OSError:
        pass
for number in range(5):
    os.unlink(f"fill{number}")
print("written", "less than 400 MB" if written < 400 else written)
