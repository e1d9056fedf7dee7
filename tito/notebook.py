"""A learner's notebook file, read as the grader reads it, with the way back when it cannot be read."""

from pathlib import Path

from notebooks import reading
from tito.errors import WorkError


def read_notebook(path: Path) -> dict:
    """The notebook as `notebooks.reading` gives it; WorkError, naming what is wrong, if it is missing or damaged."""
    return _read(path, reading.read_notebook)


def read_json(path: Path) -> dict:
    """The same with everything that the file holds, to write it again."""
    return _read(path, reading.read_json)


def _read(path: Path, read) -> dict:
    number = path.stem.split("_")[0]
    try:
        data = path.read_bytes()
        # What cells have shown can be of any size, and is no part of the work.
        return read(reading.without_outputs(data) if len(data) > reading.MAX_BYTES else data)
    except FileNotFoundError:
        raise WorkError(f"There is no notebook at {path}.", f"Bring it: tito module start {number}") from None
    except reading.Unreadable as reason:
        raise WorkError(
            f"{path.name} cannot be read: {reason}.",
            "Go back to its checkpoint in JupyterLab (File, Revert Notebook to Checkpoint), or start over with a backup: "
            f"tito module reset {number}",
        ) from None
