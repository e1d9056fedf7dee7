"""Files that a Python or Jupyter program would read as its configuration, and so execute, where a submission is unpacked.

They are no part of anybody's answer. The rest of the submission is taken; a note among its files names what was not.
"""

import base64
from fnmatch import fnmatch

# The grader has the same list, for submissions that come in by other ways (grading/exchange/blocked_files.py).
CONFIGURATION = (
    "nbgrader_config.*", "jupyter_config.*", "jupyter_*_config.*", "ipython_config.*", "ipython_*_config.*",
    ".jupyter", ".ipython", ".local", "sitecustomize", "sitecustomize.*", "usercustomize", "usercustomize.*", "*.pth",
)  # fmt: skip
NOTE = "left-out-by-the-exchange.txt"


def is_configuration(path: str) -> bool:
    """Whether any part of the path is such a name; upper and lower case are alike, as on some disks."""
    return any(fnmatch(part.lower(), pattern) for part in path.split("/") for pattern in CONFIGURATION)


def without_configuration(files: list[dict]) -> tuple[list[dict], tuple[str, ...]]:
    """The upload's files without those, with a note if there were any; and their names, sorted."""
    left_out = tuple(sorted(file["path"] for file in files if is_configuration(file["path"])))
    if not left_out:
        return files, ()
    note = "".join(f"{name}\n" for name in left_out).encode()
    kept = [file for file in files if file["path"] not in left_out and file["path"] != NOTE]
    return [*kept, {"path": NOTE, "content": base64.encodebytes(note).decode()}], left_out
