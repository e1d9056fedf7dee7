"""Grades a module's notebook without nbgrader and without a kernel: a second instead of ten.

Three notebooks can be graded: the reference, the blank release, and the reference with wrong functions in it.
The rules are nbgrader's: a test cell earns nothing when it raises or writes to stderr, else all its points.
"""
import ast
import json
import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from curriculum.course import Module, load_course
from curriculum.release import release_notebook
from curriculum.source import read_source

ROOT = Path(__file__).resolve().parents[3]
RUNNER = Path(__file__).with_name("cell_runner.py")


@dataclass(frozen=True)
class Outcome:
    """What a test cell earned, and what a student reads when that is nothing."""

    points: float
    maximum: float
    message: str


@dataclass(frozen=True)
class Mistake:
    """A wrong solution: the points it must earn, what a test must say, and its functions by grade_id."""

    name: str
    points: float
    hint: str
    functions: dict[str, str]


def built_modules() -> list[Module]:
    return load_course().built_modules


def grade_meta(cell: NotebookNode) -> dict:
    return cell.metadata.get("nbgrader", {})


def is_test_cell(cell: NotebookNode) -> bool:
    return bool(grade_meta(cell).get("grade") and not grade_meta(cell).get("solution"))


@cache
def instructor_notebook(module_number: int) -> NotebookNode:
    return read_source(load_course().module(module_number), ROOT)


@cache
def blank_notebook(module_number: int) -> NotebookNode:
    """The release as autograding sees it: solutions cut by nbgrader, hidden tests put back."""
    reference = instructor_notebook(module_number)
    blank = release_notebook(reference, load_course().module(module_number))
    for cell, original in zip(blank.cells, reference.cells, strict=True):
        if is_test_cell(original):
            cell.source = original.source
    return blank


@cache
def mistakes(module_number: int) -> tuple[Mistake, ...]:
    files = sorted((ROOT / "tests" / "mistakes" / f"{module_number:02d}").glob("*.py"))
    return tuple(read_mistake(file) for file in files)


def read_mistake(file: Path) -> Mistake:
    """Read a file of tests/mistakes/NN.

    Its head has the lines `# points:` (of the autograded ones) and `# hint:` (part of what a test says).
    Then a line `# %% grade_id` comes before the functions that replace those of the same name in that cell.
    """
    head, *sections = file.read_text(encoding="utf-8").split("\n# %% ")
    fields = dict(line[2:].split(": ", 1) for line in head.splitlines() if ": " in line)
    functions = dict(section.split("\n", 1) for section in sections)
    return Mistake(file.stem, float(fields["points"]), fields["hint"], functions)


def with_mistake(reference: NotebookNode, mistake: Mistake) -> list[NotebookNode]:
    """The reference's cells with the functions of `mistake` in place of those of the same name."""
    wrong = dict(mistake.functions)
    cells = [cell.copy() for cell in reference.cells]
    for cell in cells:
        if code := wrong.pop(grade_meta(cell).get("grade_id"), None):
            cell.source = _replace_functions(cell.source, code)
    assert not wrong, f"{mistake.name}: the module has no cell {', '.join(wrong)}"
    return cells


def _replace_functions(source: str, code: str) -> str:
    for function in (node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)):
        # Parsed anew each time, because the line numbers move.
        target = next(node for node in ast.walk(ast.parse(source))
                      if isinstance(node, ast.FunctionDef) and node.name == function.name)
        text = textwrap.indent(ast.get_source_segment(code, function), " " * target.col_offset)
        lines = source.split("\n")
        lines[target.lineno - 1:target.end_lineno] = text.split("\n")
        source = "\n".join(lines)
    return source


def grade(cells: list[NotebookNode]) -> dict[str, Outcome]:
    """Run all code cells in a fresh Python and return the outcome of every test cell by its grade_id."""
    code = [cell for cell in cells if cell.cell_type == "code"]
    reports = zip(code, _run([cell.source for cell in code]), strict=True)
    return {grade_meta(cell)["grade_id"]: _outcome(cell, report) for cell, report in reports
            if is_test_cell(cell)}


def _run(sources: list[str]) -> list[dict]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TINYTORCH_OVERLAY": "off"}
    done = subprocess.run([sys.executable, str(RUNNER)], input=json.dumps(sources), text=True,
                          capture_output=True, check=True, timeout=120, env=environment)
    return json.loads(done.stdout)


def _outcome(cell: NotebookNode, report: dict) -> Outcome:
    maximum = float(grade_meta(cell)["points"])
    message = report["error"] or report["stderr"]
    return Outcome(0.0 if message else maximum, maximum, message)


@cache
def grade_reference(module_number: int) -> dict[str, Outcome]:
    return grade(instructor_notebook(module_number).cells)


@cache
def grade_blank(module_number: int) -> dict[str, Outcome]:
    return grade(blank_notebook(module_number).cells)


@cache
def grade_mistake(module_number: int, name: str) -> dict[str, Outcome]:
    mistake = next(each for each in mistakes(module_number) if each.name == name)
    return grade(with_mistake(instructor_notebook(module_number), mistake))
