"""Files that travel with a notebook: data the instructor ships, modules and data a student adds.

Reads regular files only, within limits; follows no link and leaves no directory.
"""

import base64
import contextlib
import errno
import os
import stat
from pathlib import Path

from notebooks.limits import DATA_BYTES, DATA_FILES

MAX_NOTES = 20
MAX_NAMES = 10_000  # files and folders of a submission that are looked at
MAX_DEPTH = 50
TOO_MUCH = "the submission has too many or too large files"
# What editors, version control, Python and Jupyter keep for themselves; data in another dot directory is data.
FOREIGN = (
    *(".ipynb_checkpoints", ".git", ".svn", ".hg", ".venv", ".virtual_documents", ".idea", ".vscode", ".cache", ".config"),
    *(".local", ".jupyter", ".ipython", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".Trash", ".DS_Store", ".gitignore"),
)
OWN = ("timestamp.txt", "submission_secret.txt")  # nbgrader's, of no use to student code


def shown(name: str) -> str:
    """A file name as it may stand in a note: no escape codes, nothing that turns the text around, not long."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:80]


def read_plain(path: Path, limit: int) -> bytes:
    """The content of a regular file; ValueError with a reason if it is something else, too large or unreadable."""
    try:
        mode = path.lstat()
        if not stat.S_ISREG(mode.st_mode):
            raise ValueError("it is not a plain file")
        if mode.st_size > limit:
            raise ValueError(f"it is larger than {limit / 2**20:.3g} MB")
        return path.read_bytes()
    except OSError as error:
        why = "its path is too long" if error.errno == errno.ENAMETOOLONG else error.strerror
        raise ValueError(why) from error


def walked(folder: Path, onerror=None):
    """os.walk, but no deeper than MAX_DEPTH and no further than MAX_NAMES; `onerror` is told what is not looked at."""
    left, top = MAX_NAMES, len(folder.parts)
    for where, folders, names in os.walk(folder, onerror=onerror):
        left -= len(folders) + len(names)
        if deep := folders if len(Path(where).parts) - top >= MAX_DEPTH else []:
            for name in deep[:1]:
                onerror and onerror(OSError(errno.ENAMETOOLONG, "", os.path.join(where, name)))
            folders.clear()
        if left < 0:
            onerror and onerror(OSError(errno.E2BIG, f"there are more than {MAX_NAMES:,} files and folders", where))
            return
        yield where, folders, names


def require_size(folder: Path, limit: int) -> None:
    """Raise ValueError, with a reason, for a folder of more than `limit` bytes, or of more or deeper files than are looked at."""
    faults: list[OSError] = []
    size = sum(
        os.lstat(os.path.join(where, name)).st_size
        for where, _, names in walked(folder, onerror=faults.append)
        for name in names
    )
    if size > limit:
        raise ValueError(f"the submission is larger than {limit // 2**20} MB")
    if large := [fault for fault in faults if fault.errno in (errno.E2BIG, errno.ENAMETOOLONG)]:
        raise ValueError(f"the submission cannot be taken: {large[0].strerror or f'folders are more than {MAX_DEPTH} deep'}")


def read_data_files(folder: Path) -> tuple[dict[str, str], list[str], list[str]]:
    """Contents in base64 by relative path, why others were left out, and which were for their size. Notebooks are not data."""
    files, notes, too_much, total = {}, [], [], 0

    def unlisted(error):
        why = "its path is too long" if error.errno == errno.ENAMETOOLONG else error.strerror
        notes.append(f"{shown(os.path.relpath(error.filename, folder))} was left out: {why}")

    for where, folders, names in walked(folder, onerror=unlisted):
        folders[:] = sorted(name for name in folders if name not in FOREIGN and not name.startswith("__pycache__"))
        links = [name for name in folders if os.path.islink(os.path.join(where, name))]
        for name in sorted(names) + links:
            path = Path(where, name)
            relative = path.relative_to(folder).as_posix()
            # macOS writes ._x beside x.
            if name.endswith((".ipynb", ".pyc")) or name.startswith("._") or name in FOREIGN or relative in OWN:
                continue
            try:
                content = read_plain(path, DATA_BYTES - total) if len(files) < DATA_FILES else None
            except ValueError as reason:
                too_large = "larger than" in str(reason)
                notes.append(f"{shown(relative)} was left out: {TOO_MUCH if too_large else reason}")
                too_much += [relative] if too_large else []
                continue
            if content is None:
                too_much.append(relative)
                notes.append(f"{shown(relative)} was left out: {TOO_MUCH}")
            else:
                total += len(content)
                files[relative] = base64.b64encode(content).decode()
    return files, notes[:MAX_NOTES], too_much[:DATA_FILES]


def find_notebooks(folder: Path) -> list[str]:
    """Relative paths of all notebooks, none of them hidden: macOS writes ._x.ipynb beside x.ipynb, Jupyter checkpoints."""
    found = []
    for where, folders, names in walked(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        paths = (Path(where, name) for name in sorted(names) if name.endswith(".ipynb") and not name.startswith("."))
        found += [path.relative_to(folder).as_posix() for path in paths if path.is_file() and not path.is_symlink()]
    return found


def fingerprint(folder: Path) -> list[tuple]:
    """Changes when a file below `folder` is written, replaced, added or removed: two looks around a read compare."""
    found = []
    for where, _, names in walked(folder):
        for path in [where, *(os.path.join(where, name) for name in sorted(names))]:
            with contextlib.suppress(OSError):  # what cannot be looked at cannot be read either
                of = os.lstat(path)
                found.append((path, of.st_ino, of.st_size, of.st_mtime_ns))
    return sorted(found)


def merged(students: dict[str, str], instructors: dict[str, str]) -> dict[str, str]:
    """Both sets of files; the instructor's win, also where a file of the one is a directory of the other."""
    folders = {
        "/".join(parts[:n])
        for name in instructors
        if (parts := name.split("/"))
        for n in range(1, len(parts))
    }
    kept = {
        name: content
        for name, content in students.items()
        if name not in folders and not any(name.startswith(f"{other}/") for other in instructors)
    }
    return kept | instructors


def write_data_files(folder: Path, files: dict[str, str]) -> None:
    """Write what read_data_files returned."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))
