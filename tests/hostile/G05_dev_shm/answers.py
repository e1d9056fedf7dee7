# %% new after add
import multiprocessing.shared_memory, os

found = os.listdir("/dev/shm")
os.makedirs("/dev/shm/a/b/c")
multiprocessing.shared_memory.SharedMemory("note", create=True, size=64)
open("/dev/shm/a/b/note", "w").write("add is a + b")
print("found", found, "left", sorted(os.listdir("/dev/shm")))
