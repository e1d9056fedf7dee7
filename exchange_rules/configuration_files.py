"""Files that a Python or Jupyter program would read as its configuration, and so execute, where a submission is unpacked.

They are no part of anybody's answer: the rest of a submission is taken, and NOTE among its files names what was not.
"""

from fnmatch import fnmatch

CONFIGURATION = (
    "nbgrader_config.*", "jupyter_config.*", "jupyter_*_config.*", "ipython_config.*", "ipython_*_config.*",
    ".jupyter", ".ipython", ".local", "sitecustomize", "sitecustomize.*", "usercustomize", "usercustomize.*", "*.pth",
)  # fmt: skip
NOTE = "left-out-by-the-exchange.txt"


def is_configuration(path: str) -> bool:
    """Whether any part of the path is such a name; upper and lower case are alike, as on some disks."""
    return any(fnmatch(part.lower(), pattern) for part in path.split("/") for pattern in CONFIGURATION)
