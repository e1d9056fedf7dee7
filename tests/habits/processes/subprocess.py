# %% new after add
import subprocess

subprocess.run(["python3", "-c", "print(3)"], capture_output=True, text=True).stdout
