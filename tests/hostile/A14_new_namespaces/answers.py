# %% new after add
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)
for name, flag in (("user", 0x10000000), ("mount", 0x00020000), ("pid", 0x20000000), ("net", 0x40000000), ("ipc", 0x08000000)):
    if os.fork() == 0:
        os._exit(0 if libc.unshare(flag) == 0 else 1)
    print(name, "made" if os.waitstatus_to_exitcode(os.wait()[1]) == 0 else "refused")
print("mount", "made" if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 else "refused")
