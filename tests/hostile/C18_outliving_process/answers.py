# %% new after total
import glob, os, time

print("found", glob.glob("/tmp/left*"))
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            open(f"/tmp/left{os.getpid()}", "w").close()
            time.sleep(0.01)
    os._exit(0)
time.sleep(0.1)
print("left", len(glob.glob("/tmp/left*")))
