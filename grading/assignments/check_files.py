"""Value checks as their files have them: what an assignment's functions give on random inputs, compared with the reference's.

Reads the instructor's check files without running them, and compares plain numbers that sandboxes sent. Holds no
student object.
"""

import ast
import contextlib
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import GradingError
from ..execution.plain_values import alike, checked
from .template import Template

RTOL, ATOL = 1e-3, 1e-5  # float32 results, computed in another order
ENDED = "the process ended itself"  # as forked.py and child.py of execution/sandbox/inside say it


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
    """All check files of an assignment, by notebook. `expected` comes from the reference's run of this batch."""

    files: dict[str, CheckFile] = field(default_factory=dict)
    digest: str = ""
    expected: dict[tuple, object] = field(default_factory=dict)
    answers: dict[tuple, dict] = field(default_factory=dict)  # the same as they were sent

    def for_job(self, notebook: str, place: dict[str, int], seeds: list[int]) -> dict:
        """What the sandbox must know to run the checks of a notebook whose cells are at `place`."""
        if notebook not in self.files:
            return {}
        tests = {
            test: {"cell": place[test], "functions": functions}
            for test, functions in self.files[notebook].tests.items()
        }
        return {"checks": {"text": self.files[notebook].text, "seeds": seeds, "tests": tests}}

    def expected_of(self, notebook: str, place: dict[str, int]) -> list[list]:
        """[test, position of its cell, function, the reference's answer, rtol, atol] for each check, as plain data."""
        return [
            [test, place[test], name, answer, self.files[notebook].rtol, self.files[notebook].atol]
            for (book, test, name), answer in self.answers.items()
            if book == notebook
        ]

    def learn(self, values: dict[tuple, dict]) -> list[str]:
        """Take the reference's answers to two runs with the same seed for the right ones; the faults found."""
        faults = []
        for notebook, file in self.files.items():
            for test, functions in file.tests.items():
                for name in functions:
                    said = f"check {name} of {notebook}/{test}"
                    first, again = (values.get((notebook, test, name, n), {}) for n in (0, 1))
                    try:
                        wanted, same = checked(first), checked(again)
                    except ValueError as fault:
                        faults.append(f"{said}: {fault}")
                        continue
                    if not alike(wanted, same, 0.0, 0.0):
                        faults.append(f"{said} gives other values when it is called again: draw from rng only")
                    self.expected[notebook, test, name] = wanted
                    self.answers[notebook, test, name] = first
        return faults

    def decides(self, notebook: str, test: str) -> list[str]:
        """The functions that decide the test, as far as the reference could answer them."""
        file = self.files.get(notebook)
        # One it could not answer is left, if the preflight was skipped.
        return [name for name in (file.tests.get(test, {}) if file else {}) if (notebook, test, name) in self.expected]

    def answered(self, notebook: str, test: str, values: dict[tuple, dict]) -> bool:
        """Whether some check of the test got values, right or wrong."""
        for name in self.decides(notebook, test):
            with contextlib.suppress(ValueError):
                checked(values.get((notebook, test, name, 0)))
                return True
        return False

    def fault(self, notebook: str, test: str, values: dict[tuple, dict]) -> str | None:
        """Why the test must not count although it passed in the student's process; None when it may."""
        for name in self.decides(notebook, test):
            file, wanted = self.files[notebook], self.expected[notebook, test, name]
            what = f"{test}: passed in the notebook, but the value check {name} with other inputs"
            if (answer := values.get((notebook, test, name, 0))) is None:
                return f"{what} could not run: no process of the notebook was left"
            what = f"{what} found: {', '.join(file.tests[test][name])}"
            try:
                found = checked(answer)
            except ValueError as fault:
                return f"{what} gave no values: {fault}"
            if not alike(wanted, found, file.rtol, file.atol):
                return f"{what} gave other values than the reference: {difference(wanted, found, file)}"
        return None

    def evaded(self, notebook: str, test: str, values: dict[tuple, dict]) -> bool:
        """Whether more than a mistake is behind a fault: the function ends a process that asks it, or what it returns is of
        a class that says itself what it equals.
        """
        answers = [values.get((notebook, test, name, 0)) for name in self.decides(notebook, test)]
        answers = [answer for answer in answers if isinstance(answer, dict)]
        return any(answer.get("forged") or str(answer.get("fault")).startswith(ENDED) for answer in answers)


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


def difference(wanted, found, file: CheckFile) -> str:
    """The first value that is another than the reference's, in words."""
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        pairs = zip(wanted, found, strict=True)
        return next(difference(w, f, file) for w, f in pairs if not alike(w, f, file.rtol, file.atol))
    if isinstance(wanted, tuple) and isinstance(found, tuple) and wanted[0] == found[0]:
        pairs = zip(wanted[1], found[1], strict=True)
        w, f = next((w, f) for w, f in pairs if not alike(((), (w,)), ((), (f,)), file.rtol, file.atol))
        return f"{w:g} was expected where it gave {f:g}"
    return f"{_said(wanted)} was expected, and it gave {_said(found)}"


def _said(value) -> str:
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, tuple):
        return f"an array of shape {value[0]}" if value[0] else "a number"
    return "None" if value is None else "a text"
