"""A learner's notebook file, read as the grader reads it, with the way back when it cannot be read."""

import functools
import shlex
from pathlib import Path

from notebooks.content import reading
from notebooks.limits import NOTEBOOK_BYTES
from tito.console import some
from tito.errors import WorkError


def read_notebook(path: Path) -> dict:
    """The notebook as `notebooks.content.reading` gives it; WorkError, naming what is wrong, if it is missing or damaged."""
    return _read(path, reading.read_notebook)


def read_json(path: Path) -> dict:
    """The same with everything that the file holds, to write it again."""
    return _read(path, reading.read_json)


def missing_notebook(path: Path) -> WorkError:
    """What to say where a module's notebook is not: a renamed one is named, with the way to name it back."""
    others = [each.name for each in path.parent.glob("*") if _may_be_one(each.name)]
    # Browsers and editors add an ending; whoever unpacks a folder gets it inside.
    others = sorted(others, key=lambda name: (not name.lower().endswith(".ipynb"), name))
    others += sorted(str(each.relative_to(path.parent)) for each in path.parent.glob(f"[!.]*/{path.name}"))
    if not others:
        return WorkError(f"There is no notebook at {path}.", f"Bring it: tito module start {path.stem.split('_')[0]}")
    return WorkError(
        f"There is no {path.name} in {path.parent}, but {some(others)}.",
        f"If that is your notebook, name it back in the file browser (right-click, Rename), or here: "
        f"mv -n {shlex.quote(str(path.parent / others[0]))} {shlex.quote(str(path))}",
    )


def _may_be_one(name: str) -> bool:
    return name[0] != "." and (".ipynb" in name.lower() or name.lower().endswith(".json"))


def damage(path: Path) -> str:
    """What is wrong with a notebook's file, as part of a sentence; empty for one that can be read, or is not there."""
    try:
        found = path.stat()
        return _damage(path, found.st_mtime_ns, found.st_size)
    except OSError:
        return ""


@functools.lru_cache(maxsize=64)
def _damage(path: Path, changed: int, size: int) -> str:
    """The same for a file as it was at one time: the course page asks for all of them whenever it is shown."""
    try:
        reading.read_json(path.read_bytes())
    except reading.Unreadable as reason:
        return str(reason)
    return ""


def _read(path: Path, read) -> dict:
    number = path.stem.split("_")[0]
    try:
        data = path.read_bytes()
        # What cells have shown can be of any size, and is no part of the work.
        return read(reading.without_outputs(data) if len(data) > NOTEBOOK_BYTES else data)
    except FileNotFoundError:
        raise missing_notebook(path) from None
    except reading.Unreadable as reason:
        raise WorkError(
            f"{path.name} cannot be read: {reason}.",
            f"Bring it back; the damaged file is kept beside it: tito module repair {number}",
        ) from None
