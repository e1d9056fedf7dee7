"""Value checks as their files have them: which functions decide which test cell. Read as text; none of it runs here.

`pipeline/value_comparison.py` compares what they give.
"""

import ast
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import GradingError
from .template import Template

RTOL, ATOL = 1e-3, 1e-5  # float32 results, computed in another order


@dataclass(frozen=True)
class CheckFile:
    """The checks of one notebook. `tests`: by name of the test cell the functions that decide it, each with the
    names of the notebook it takes.
    """

    text: str
    tests: dict[str, dict[str, list[str]]]
    rtol: float = RTOL
    atol: float = ATOL


@dataclass
class CheckFiles:
    """All check files of an assignment, by notebook; `digest` is of all their text, empty where there is none."""

    files: dict[str, CheckFile] = field(default_factory=dict)
    digest: str = ""


def load_checks(folder: Path, template: Template) -> CheckFiles:
    """The checks in `folder`/NOTEBOOK.py. Raises GradingError for a file that cannot decide what it says."""
    checks, digest = CheckFiles(), hashlib.sha256()
    for path in sorted(folder.glob("*.py")) if folder.is_dir() else ():
        book = template.notebooks.get(path.stem)
        if book is None:
            raise GradingError(f"{path}: the assignment has no notebook {path.stem}. Rename or remove the file.")
        file = checks.files[path.stem] = read_check_file(path)
        tested = {cell.name for cell in book.cells.values() if cell.by_tests}
        if unknown := sorted(set(file.tests) - tested):
            raise GradingError(f"{path}: DECIDES names {', '.join(unknown)}, which is no test cell of {path.stem}.")
        digest.update(f"{path.stem}\0{file.text}\0".encode())
    checks.digest = digest.hexdigest() if checks.files else ""
    return checks


def read_check_file(path: Path) -> CheckFile:
    """Read a check file as text; none of its code runs here."""
    text = path.read_text(encoding="utf-8")
    try:
        body = ast.parse(text).body
    except SyntaxError as error:
        raise GradingError(f"{path}: line {error.lineno} is not Python: {error.msg}.") from error
    takes = {node.name: [a.arg for a in node.args.args[1:]] for node in body if isinstance(node, ast.FunctionDef)}
    set_ = {node.targets[0].id: node.value for node in body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}
    try:
        decides = set_["DECIDES"]
        tests = {
            key.value: {function.id: takes[function.id] for function in value.elts}
            for key, value in zip(decides.keys, decides.values, strict=True)
        }
        limits = {name.lower(): float(set_[name].value) for name in ("RTOL", "ATOL") if name in set_}
    except KeyError as missing:
        raise GradingError(f"{path}: {missing.args[0]} is not defined in the file.") from None
    except (AttributeError, TypeError, ValueError):
        raise GradingError(
            f"{path}: write DECIDES = {{'test cell': [function, ...]}} with functions of this file, and RTOL and "
            "ATOL as plain numbers."
        ) from None
    return CheckFile(text, tests, **limits)
