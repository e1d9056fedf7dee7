"""Compares what checks gave in a student's sandbox with what they gave in the reference's, outside the student's process.

Plain numbers only; holds no student object and runs no code.
"""

import contextlib

from ..assignments.check_files import CheckFile, CheckFiles
from ..execution.plain_values import alike, checked

ENDED = "the process ended itself"  # as forked.py and child.py of execution/sandbox/inside say it


class ValueComparison:
    """The checks of an assignment with the reference's answers, which its run at the beginning of a batch gives."""

    def __init__(self, checks: CheckFiles):
        self.files, self.digest = checks.files, checks.digest
        self.expected: dict[tuple, object] = {}
        self.answers: dict[tuple, dict] = {}  # the same as they were sent

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
