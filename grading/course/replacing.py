"""Puts something new in the place of something old so that nobody ever meets half of it."""

import contextlib
import shutil
from pathlib import Path


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


@contextlib.contextmanager
def replaced(path: Path, **options):
    """A text file to write, opened with `options`; it takes the place of `path` at the end, and only when all went well."""
    if path.is_symlink() or (path.exists() and not path.is_file()):  # /dev/stdout, a pipe: its name is not ours to take
        with path.open("w", **options) as file:
            yield file
        return
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("w", **options) as file:
            yield file
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
