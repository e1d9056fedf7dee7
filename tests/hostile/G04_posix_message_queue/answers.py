# %% new after add
import ctypes, os

libc = ctypes.CDLL("librt.so.1", use_errno=True)
found = os.listdir("/dev/mqueue") if os.path.isdir("/dev/mqueue") else []
print("found", found, "left" if libc.mq_open(b"/note", os.O_RDWR | os.O_CREAT, 0o666, None) >= 0 else "refused")
