# %% new after add
from pathlib import Path

folder = Path.home() / ".ipython" / "profile_default" / "startup"
folder.mkdir(parents=True)
(folder / "00.py").write_text("import numpy\nnumpy.ones = None\n")
