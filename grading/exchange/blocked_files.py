"""Files that a Python or Jupyter program would read as its configuration, and so execute, where a submission is unpacked.

They are no part of anybody's answer: the rest of the submission is taken, and a note names each.
"""

import os
from fnmatch import fnmatch

from ..course.files import MAX_NOTES, shown

# The exchange has the same list (hub/ngshare/ngshare_guard/blocked_files.py).
CONFIGURATION = (
    "nbgrader_config.*", "jupyter_config.*", "jupyter_*_config.*", "ipython_config.*", "ipython_*_config.*",
    ".jupyter", ".ipython", ".local", "sitecustomize", "sitecustomize.*", "usercustomize", "usercustomize.*", "*.pth",
)  # fmt: skip
NOTE = "left-out-by-the-exchange.txt"
WHY = "a file of this name would configure the programs that grade; if it is data, rename it and hand in again"


def is_configuration(path: str) -> bool:
    """Whether any part of the path is such a name; upper and lower case are alike, as on some disks."""
    return any(fnmatch(part.lower(), pattern) for part in path.split("/") for pattern in CONFIGURATION)


def left_out(path: str) -> str:
    """The note on such a file."""
    return f"file {shown(path)} was left out: {WHY}"


def notes_of_exchange(text: str) -> list[str]:
    """Notes on what the exchange has left out already: NOTE's lines. A student may write that file as well."""
    return [left_out(name) for name in text.splitlines()[:MAX_NOTES] if name.strip()]


class ConfigurationLeftOut:
    """What shutil.copytree is to ignore below `root`; `notes` name it."""

    def __init__(self, root):
        self.root, self.notes = root, []

    def __call__(self, folder, names: list[str]) -> set[str]:
        ignored = {name for name in names if is_configuration(name)}
        for name in sorted(ignored):
            self.notes.append(left_out(os.path.relpath(os.path.join(folder, name), self.root)))
        return ignored
