# %% new after total
import os

home = os.getcwd()
for top in ("/tmp", "/dev/shm"):
    os.chdir(top)
    for _ in range(2000):
        os.mkdir("d")
        os.chdir("d")
    for _ in range(2000):
        os.chdir("..")
        os.chmod("d", 0)
os.chdir(home)
print("nested")
