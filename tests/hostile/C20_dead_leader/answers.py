# %% new after total
import ctypes, os, platform, threading, time

exit_thread = {"x86_64": 60, "aarch64": 93}[platform.machine()]
if os.fork() == 0:
    threading.Thread(target=time.sleep, args=(600,)).start()
    ctypes.CDLL(None).syscall(exit_thread, 0)
time.sleep(0.1)
