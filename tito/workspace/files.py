"""Writing and copying files so that a crash leaves the old one or the new one."""

import os
import shutil
import tempfile
from pathlib import Path


def write_atomically(target: Path, content: bytes) -> None:
    """Replace `target` in one step: a reader, or a crash, sees the old file or the new one, never a half."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def copy_tree(source: Path, destination: Path) -> Path:
    """Copy the files below `source`, byte code left out. Unlike shutil.copytree it fails with the first OSError itself."""
    for file in source.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            target = destination / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return destination
