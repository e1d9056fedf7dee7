# %% new after add
import os

mine, others, denied = os.getpid(), [], 0
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            if file.read() and int(pid) != mine:
                others.append(pid)
    except OSError:
        denied += 1
print("read", others, "denied some" if denied else "denied none")
