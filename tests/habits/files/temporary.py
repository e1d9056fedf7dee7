# %% new after add
import tempfile

with tempfile.TemporaryDirectory() as folder:
    print(len(folder) > 0)
