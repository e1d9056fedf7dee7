# %% new after add
import os, stat

kinds = {}
for name in os.listdir("/proc/self/fd"):
    try:
        where = os.readlink(f"/proc/self/fd/{name}")
    except OSError:
        continue
    kind = "null" if where == "/dev/null" else where.split(":")[0].split("/")[0] or "file " + where
    kinds[kind] = kinds.get(kind, 0) + 1
kinds.pop("file /proc/" + str(os.getpid()) + "/fd", None)
print(sorted(kinds.items()), os.read(0, 10))
