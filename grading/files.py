"""Files that travel with a notebook: data the instructor ships, modules and data a student adds.

Reads regular files only, within limits; follows no link and leaves no directory.
"""

import base64
import os
import shutil
import stat
from pathlib import Path

MAX_FILES = 100
MAX_BYTES = 10 * 1024 * 1024
OWN = ("timestamp.txt", "submission_secret.txt")  # nbgrader's, of no use to student code


def read_data_files(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Contents in base64 by relative path, and what was left out and why. Notebooks are not data."""
    files, notes, total = {}, [], 0
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        for name in sorted(names):
            path = Path(where, name)
            relative = path.relative_to(folder).as_posix()
            if name.endswith((".ipynb", ".pyc")) or name.startswith(".") or relative in OWN:
                continue
            mode = path.lstat()
            if not stat.S_ISREG(mode.st_mode):
                notes.append(f"{relative[:80]} was left out: it is not a plain file")
            elif total + mode.st_size > MAX_BYTES or len(files) >= MAX_FILES:
                notes.append(f"{relative[:80]} was left out: the submission has too many or too large files")
            else:
                total += mode.st_size
                files[relative] = base64.b64encode(path.read_bytes()).decode()
    return files, notes


def fingerprint(folder: Path) -> list[tuple]:
    """Changes when a file below `folder` is written, replaced, added or removed: two looks around a read compare."""
    found = []
    for where, _, names in os.walk(folder):
        for path in [where, *(os.path.join(where, name) for name in sorted(names))]:
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


def finish_replacing(target: Path) -> None:
    """End what `replace_directory` began when it was killed between its two renames."""
    new, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    # The old one is moved away only once the new one is complete.
    if not target.exists() and old.is_dir() and new.is_dir():
        new.rename(target)


def replace_directory(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`; a reader sees the old one, the new one or none, never half."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
