# %% new after add
import subprocess, sys

subprocess.run(["echo", "hello"], stdout=sys.stdout, stderr=sys.stderr, check=True)
