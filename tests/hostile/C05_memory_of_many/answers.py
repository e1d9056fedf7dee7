# %% new after scale
import os, signal, time

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in range(6):
    if os.fork() == 0:
        hoard = b"x" * (300 * 2**20)
        time.sleep(600)
        os._exit(0)
time.sleep(0.7)
