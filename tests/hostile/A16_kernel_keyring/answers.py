# %% new after add
import ctypes, platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 248, "aarch64": 217}[platform.machine()]
key = libc.syscall(number, b"user", b"note", b"hello", 5, -3)
print("kept" if key > 0 else "refused")
