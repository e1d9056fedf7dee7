# %% new after total
import os

home = os.getcwd()
for _ in range(3000):
    os.mkdir("d")
    os.chdir("d")
open("deep", "w").close()
os.chdir(home)
print("nested")
