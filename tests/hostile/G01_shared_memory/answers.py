# %% new after add
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
print("found" if libc.shmget(0x5EC2E7, 4096, 0) >= 0 else "nothing", "left" if libc.shmget(0x5EC2E7, 4096, 0o1666) >= 0 else "refused")
