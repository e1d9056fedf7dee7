"""Finds the files of a data set on this machine, and has them downloaded if they are not there.

The data folder is the argument, else $TINYTORCH_DATA, else ~/.tinytorch/data. A data set has its own folder
there (`mnist`, `cifar10`), or its files lie in the data folder itself. Downloads go into its own folder.
"""
import os
from collections.abc import Iterable
from pathlib import Path

from tinytorch.datasets.download import ensure_download
from tinytorch.datasets.errors import DatasetUnavailableError
from tinytorch.datasets.sources import Source


def data_folder(folder: str | os.PathLike | None = None) -> Path:
    """`folder`, else $TINYTORCH_DATA, else ~/.tinytorch/data; it need not exist."""
    return Path(folder or os.environ.get("TINYTORCH_DATA") or "~/.tinytorch/data").expanduser()


def find_first(names: Iterable[str], place: Path) -> Path | None:
    """The first of `names` that is a file in `place`."""
    return next((place / name for name in names if (place / name).is_file()), None)


def places(data: Path, own: str) -> tuple[Path, Path]:
    """Where to look for the data set whose folder is called `own`."""
    return data / own, data


def ensure_sources(title: str, sources: Iterable[Source], place: Path) -> list[Path]:
    """Download what is missing in `place`.

    Raises DatasetUnavailableError, which says what to put where, if that is not possible.
    """
    try:
        return [ensure_download(source, place) for source in sources]
    except OSError as error:
        names = ", ".join(source.name for source in sources)
        raise DatasetUnavailableError(
            f"{title} is not in {place} and could not be downloaded: {error}\n"
            f"Without a connection, copy the files ({names}) into {place}, "
            "or set the environment variable TINYTORCH_DATA to the folder that holds them."
        ) from error
