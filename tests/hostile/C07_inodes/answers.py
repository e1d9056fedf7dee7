# %% new after total
import os

made = 0
for top in (".", "/tmp", "/dev/shm"):
    try:
        for number in range(10**6):
            os.mknod(f"{top}/{number}")
            made += 1
    except OSError:
        pass
for top in (".", "/tmp", "/dev/shm"):
    for number in range(100):
        os.unlink(f"{top}/{number}")
print("made", "less than 40,000" if made < 40_000 else made)
