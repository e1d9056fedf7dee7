# %% new after total
import ctypes, os, time

for name in (b"\xff\xfe\xfd", b"a\nUid:\t0\t0\t0", b")) Z 1 (", b"\nState:\tZ"):
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(15, name, 0, 0, 0)
        time.sleep(600)
