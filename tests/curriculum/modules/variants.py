"""Variants of a module that are wrong because a machine made them so: mutants, and functions that write into their arguments.

Each changes one cell, in or around a solution region. Its name holds all that is needed to make it again.
"""
import ast
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from grade_in_process import (
    ROOT,
    Outcome,
    grade_changed,
    grade_meta,
    instructor_notebook,
    run,
    without_measurements,
)
from nbformat import NotebookNode

from curriculum.source.regions import SOLUTION

# A fault at the beginning fails everywhere; three assertions of different cells say what there is to say, in less time.
ENOUGH = 3
PLANT = [ROOT / ".venv-mutation" / "bin" / "python", ROOT / "tests" / "mutation" / "plant.py"]


@dataclass(frozen=True)
class Mutant:
    """In the solution region of `cell` the line `was` reads `becomes`; `nth` from 0, where several lines read the same."""

    cell: str
    was: str
    becomes: str
    nth: int = 0

    @classmethod
    def between(cls, cell: str, code: str, mutated: str) -> "Mutant":
        old, new = code.split("\n"), mutated.split("\n")
        first = next(place for place, lines in enumerate(zip(old, new, strict=False)) if lines[0] != lines[1])
        end = len(new) - len(old) + first + 1
        if old[first + 1:] != new[end:]:
            raise ValueError(f"a mutant of {cell} changes more than one line: {new[first:end]}")
        was = old[first].strip()
        nth = sum(old[line - 1].strip() == was for line in region_lines(code) if line <= first)
        return cls(cell, was, "\n".join(line.strip() for line in new[first:end]), nth)

    def __str__(self):
        return f"{self.cell}: `{self.was}` as `{self.becomes}`" + f" (line {self.nth + 1} of these)" * bool(self.nth)

    def applied(self, code: str) -> str:
        """`code` with the fault. Raises LookupError when the region has no such line."""
        lines = code.split("\n")
        found = [line for line in region_lines(code) if lines[line - 1].strip() == self.was]
        if self.nth >= len(found):
            raise LookupError(f"{self.cell} has no line `{self.was}` in its region")
        text = lines[found[self.nth] - 1]
        lines[found[self.nth] - 1] = text.replace(self.was, self.becomes)
        return "\n".join(lines)


@dataclass(frozen=True)
class Scribble:
    """`function` of `cell` writes into what `path` leads to; when: "before" or "after" its work."""

    cell: str
    function: str
    path: str
    when: str

    def __str__(self):
        return f"{self.cell}: {self.function} writes into {self.path} {self.when} its work"

    def applied(self, code: str) -> str:
        """`code` with a decorator that writes. Raises LookupError when there is no such function."""
        found = [node for name, node in functions_with_region(code) if name == self.function]
        if not found:
            raise LookupError(f"{self.cell} has no function {self.function} with a region")
        return decorated(code, found, f"scribbled({self.path!r}, {self.when!r})")


def region_lines(code: str) -> list[int]:
    """The numbers of the lines in solution regions."""
    found, inside = [], False
    for number, line in enumerate(code.split("\n"), 1):
        if f"END {SOLUTION}" in line:
            inside = False
        elif f"BEGIN {SOLUTION}" in line:
            inside = True
        elif inside:
            found.append(number)
    return found


@cache
def cells_of(number: int) -> list[NotebookNode]:
    return without_measurements(instructor_notebook(number).cells)


def regions(number: int) -> dict[str, str]:
    """The code of the cells with a solution region, by grade_id."""
    return {grade_meta(cell)["grade_id"]: cell.source for cell in cells_of(number) if region_lines(cell.source)}


def mutants(number: int) -> list[Mutant]:
    """All that Cosmic Ray can plant in the solution regions."""
    cells = regions(number)
    order = json.dumps([[code, region_lines(code)] for code in cells.values()])
    done = subprocess.run(PLANT, input=order, capture_output=True, check=True, text=True)
    return [Mutant.between(cell, code, text)
            for (cell, code), texts in zip(cells.items(), json.loads(done.stdout), strict=True) for text in texts]


def scribbles(number: int) -> list[Scribble]:
    """What each function with a solution region could write into, as the reference's calls in the test cells show."""
    code = {cell: decorated(text, [node for _, node in functions_with_region(text)], "recorded")
            for cell, text in regions(number).items()}
    tell = NotebookNode(cell_type="code", metadata={}, source="import scribbling; scribbling.tell()")
    reports = run([*cells_of(number), tell], [code])[0]
    if faults := [report["error"] for report in reports if report["error"]]:
        raise AssertionError(f"looking on changed what the cells do: {faults}")
    seen = json.loads(reports[-1]["stderr"])
    return [Scribble(cell, function, path, when)
            for cell, text in regions(number).items() for function, _ in functions_with_region(text)
            for when in ("before", "after") for path in seen.get(function, {}).get(when, ())]


def functions_with_region(code: str) -> list[tuple[str, ast.FunctionDef]]:
    """The functions that hold lines of a region, with their qualified names; of nested ones the innermost for each line."""
    functions = list(_functions(ast.parse(code), ""))
    around = [[each for each in functions if each[1].lineno <= line <= each[1].end_lineno] for line in region_lines(code)]
    wanted = {each[-1][0] for each in around if each}
    return [each for each in functions if each[0] in wanted]


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield prefix + child.name, child
            yield from _functions(child, f"{prefix}{child.name}.<locals>.")
        else:
            yield from _functions(child, f"{prefix}{child.name}." if isinstance(child, ast.ClassDef) else prefix)


def decorated(code: str, functions: list[ast.FunctionDef], decorator: str) -> str:
    lines = code.split("\n")
    for function in sorted(functions, key=lambda each: -each.lineno):
        lines.insert(function.lineno - 1, " " * function.col_offset + f"@__import__('scribbling').{decorator}")
    return "\n".join(lines)


def survives(found: dict[str, Outcome]) -> bool:
    return all(outcome.is_full for outcome in found.values())


def outcomes(number: int, variants: list[Mutant | Scribble], enough: int = ENOUGH) -> list[dict[str, Outcome]]:
    """What the test cells say of each of them, until `enough` of them failed."""
    changes = [{each.cell: each.applied(regions(number)[each.cell])} for each in variants]
    return grade_changed(cells_of(number), changes, enough=enough)
