# %% new after scale
import os, shutil

home = os.getcwd()
shutil.rmtree(home, ignore_errors=True)
for name in os.listdir(home) if os.path.exists(home) else []:
    print(name)
