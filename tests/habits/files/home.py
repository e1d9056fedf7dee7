# %% new after add
from pathlib import Path

Path.home().exists(), Path("~").expanduser().exists(), Path.cwd().is_dir()
