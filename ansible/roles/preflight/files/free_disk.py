"""Prints the GiB an ordinary user could still write below a path that may not exist yet."""

import pathlib
import shutil
import sys

path = pathlib.Path(sys.argv[1])
while not path.exists():
    path = path.parent
print(f"{shutil.disk_usage(path).free / 2**30:.1f}")
