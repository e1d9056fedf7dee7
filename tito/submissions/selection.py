"""Which files of a folder go with a notebook, and why the others do not."""

import os
from pathlib import Path

from notebooks.limits import RECEIPT
from tito.submissions.doubts import doubts_about, shown
from tito.submissions.sending import Sending
from tito.submissions.upload import fit, limit_mib

# Of no use to the grader: JupyterLab's checkpoints, pages of feedback, byte code, hidden files.
SKIPPED = ("feedback", "__pycache__")


def look_at(folder: Path, name: str, release: dict | None = None) -> Sending:
    """What of `folder` would be sent for the notebook `name`; `release` is the notebook as it was given, if that is known."""
    found = Sending(folder)
    for where, folders, names in os.walk(folder):
        top = Path(where) == folder
        # The exchange's client takes a folder of the assignment's own name for the assignment.
        folders[:] = sorted(each for each in folders if each[0] != "." and each not in SKIPPED and each != folder.name)
        for each in sorted(names):
            file = Path(where, each).relative_to(folder)
            if each[0] == "." or each.endswith(".pyc") or (top and each == RECEIPT):
                continue
            if reason := _why_not(folder / file, each):
                found.left_out.append(f"{shown(file)} is not sent: {reason}.")
            else:
                found.files.append(file)
    main = Path(f"{name}.ipynb")
    found.files.sort(key=lambda file: (file != main, file.as_posix()))
    found.lean, found.refused = fit(folder, found.files)
    found.left_out += [
        f"The outputs of {shown(file)} are not sent: with them it is larger than the classroom takes ({limit_mib():g} MB on the "
        "way). Nothing is lost: grading runs the cells again."
        for file in found.lean
    ]
    if not any(file.suffix == ".ipynb" for file in found.files):
        found.refused = f"there is no notebook in {folder}"
    if not found.refused:
        found.doubts += doubts_about(found, main, release)
    return found


def _why_not(path: Path, name: str) -> str:
    if not name.isprintable():
        return "its name has a letter that cannot be seen"
    if not path.is_file():
        return "it is no file"
    if name in SKIPPED:
        return "the exchange keeps its name for something else"
    return "" if os.access(path, os.R_OK) else "it cannot be read"
