"""What this project relies on in a library, as rows that a test holds: a new version fails with a sentence that says what is
different and what of ours hangs on it.
"""

import importlib
import inspect
import re
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


@dataclass(frozen=True)
class Symbol:
    """A class, function or attribute `name` (dotted, in `module`), its parameters, and words of its body we count on."""

    module: str
    name: str
    used_in: str
    so_that: str
    parameters: tuple[str, ...] | None = None
    says: tuple[str, ...] = ()

    def changed(self) -> str | None:
        """What is no longer so, or None."""
        try:
            found = importlib.import_module(self.module)
            for part in self.name.split("."):
                found = inspect.getattr_static(found, part) if inspect.isclass(found) else getattr(found, part)
        except (ImportError, AttributeError):
            return f"there is no {self.module}.{self.name}"
        found = inspect.unwrap(getattr(found, "fget", None) or found)
        if self.parameters is not None and tuple(inspect.signature(found).parameters) != self.parameters:
            return f"{self.module}.{self.name} takes {tuple(inspect.signature(found).parameters)}, not {self.parameters}"
        missing = [word for word in self.says if word not in inspect.getsource(found)]
        return f"{self.module}.{self.name} no longer has {', '.join(missing)}" if missing else None


@dataclass(frozen=True)
class Text:
    """A file of a distribution (below its top folder) and regular expressions that match in it."""

    of: str
    path: str
    used_in: str
    so_that: str
    matches: tuple[str, ...]

    def changed(self) -> str | None:
        file = Path(distribution(self.of).locate_file(self.path))
        if not file.is_file():
            return f"{self.of} has no file {self.path}"
        text = file.read_text(encoding="utf-8")
        missing = [pattern for pattern in self.matches if not re.search(pattern, text)]
        return f"{self.path} of {self.of} no longer has {' and '.join(missing)}" if missing else None


def sentence(row: Symbol | Text) -> str | None:
    """What changed upstream and what of ours depends on it; None if nothing did."""
    changed = row.changed()
    return f"{changed}; {row.used_in} needs it so that {row.so_that}" if changed else None


def pinned(name: str) -> str:
    """The one version of a distribution that pyproject.toml allows."""
    (line,) = {found for found in re.findall(r'"([^"]+==[^"]+)"', PYPROJECT.read_text()) if Requirement(found).name == name}
    return next(iter(Requirement(line).specifier)).version


def installed(name: str) -> str:
    return version(name)
