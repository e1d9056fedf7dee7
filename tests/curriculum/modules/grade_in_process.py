"""Grades a module's notebook in plain Python, without nbgrader, IPython and sandboxes: a second instead of ten.

Three notebooks can be graded: the reference, the blank release, and the reference with wrong functions in it.
The rules are nbgrader's: a test cell earns nothing when it raises or writes to stderr, else all its points.
Beside that it says what the value checks (checks.py) would find: `agree`. The pipeline's own executor for tests, cells_here.py,
takes far longer; here thousands of wrong solutions are graded, by rules that do not come from what they test.
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
from curriculum.products.release import release_notebook
from curriculum.source.notebook import read_source
from grading.assignments.check_files import read_check_file
from grading.execution.plain_values import checked, right

ROOT = Path(__file__).resolve().parents[3]
RUNNER = Path(__file__).with_name("cell_runner.py")


@dataclass(frozen=True)
class Outcome:
    """What a test cell earned, what a student reads when that is nothing, and the lines of its test that failed."""

    points: float
    maximum: float
    message: str
    values: tuple = ()
    lines: tuple = ()

    @property
    def is_full(self) -> bool:
        return self.points == self.maximum


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
    """The release as autograding sees it: solutions cut by nbgrader, hidden tests restored."""
    reference = instructor_notebook(module_number)
    blank = release_notebook(reference, load_course().module(module_number))
    for cell, original in zip(blank.cells, reference.cells, strict=True):
        if is_test_cell(original):
            cell.source = original.source
    return blank


@cache
def mistakes(module_number: int) -> tuple[Mistake, ...]:
    files = (ROOT / "tests" / "mistakes" / f"{module_number:02d}").glob("*.py")
    return tuple(sorted((each for file in files for each in read_mistakes(file)), key=lambda each: each.name))


def read_mistakes(file: Path) -> list[Mistake]:
    """Read a file of tests/mistakes/NN, the mistakes of one part of the notebook.

    Each begins with a line `# ## name`, then `# points:` (of the autograded ones) and `# hint:` (part of what a test says).
    Then a line `# %% grade_id` comes before the functions that replace those of the same name in that cell.
    """
    found = []
    for text in file.read_text(encoding="utf-8").split("\n# ## ")[1:]:
        name, head = text.split("\n# %% ")[0].split("\n", 1)
        fields = dict(line[2:].split(": ", 1) for line in head.splitlines() if ": " in line)
        found.append(Mistake(name, float(fields["points"]), fields["hint"], functions_in(text)))
    return found


def independent(module_number: int) -> dict[str, dict[str, str]]:
    """Right solutions in a style of their own, tests/independent/NN: by name, their functions by grade_id."""
    files = sorted((ROOT / "tests" / "independent" / f"{module_number:02d}").glob("*.py"))
    return {file.stem: functions_in(file.read_text(encoding="utf-8")) for file in files}


def functions_in(text: str) -> dict[str, str]:
    """The text below each line `# %% grade_id`, by that name."""
    return dict(section.split("\n", 1) for section in text.split("\n# %% ")[1:])


def changed_sources(cells: list[NotebookNode], functions: dict[str, str]) -> dict[str, str]:
    """By grade_id the sources of cells with `functions` in place of those of the same name in them."""
    sources = {name: cell.source for cell in cells if (name := grade_meta(cell).get("grade_id"))}
    return {name: _replace_functions(sources[name], code) for name, code in functions.items()}


def with_mistake(reference: NotebookNode, mistake: Mistake) -> list[NotebookNode]:
    """The reference's cells with the functions of `mistake` in place of those of the same name."""
    cells, sources = [cell.copy() for cell in reference.cells], changed_sources(reference.cells, mistake.functions)
    for cell in cells:
        cell.source = sources.get(grade_meta(cell).get("grade_id"), cell.source)
    return cells


def _replace_functions(source: str, code: str) -> str:
    for owner, function in _functions(code):
        # Parsed anew each time, because the line numbers move.
        found = {(each_owner, each.name): each for each_owner, each in _functions(source)}
        # Without a class around it, it stands for the first of that name, be it a method or inside of a function.
        target = found.get((owner, function.name)) or next(
            (each for each in ast.walk(ast.parse(source)) if owner is None
             and isinstance(each, ast.FunctionDef) and each.name == function.name), None)
        lines = source.split("\n")
        if target is None:  # a method of its own: behind the last one of its class, or of the cell
            place = [each for (each_owner, _), each in found.items() if owner is None or each_owner == owner][-1]
            indent, start, end = place.col_offset if owner else 0, place.end_lineno, place.end_lineno
        else:
            top = _first_line(target) if function.decorator_list else target.lineno
            indent, start, end = target.col_offset, top - 1, target.end_lineno
        text = code.split("\n")[_first_line(function) - 1:function.end_lineno]
        lines[start:end] = textwrap.indent(textwrap.dedent("\n".join(text)), " " * indent).split("\n")
        source = "\n".join(lines)
    return source


def _first_line(function: ast.FunctionDef) -> int:
    return min([function.lineno, *(each.lineno for each in function.decorator_list)])


def _functions(code: str) -> list[tuple[str | None, ast.FunctionDef]]:
    """The functions of a cell and the methods of its classes, each with the name of its class or None."""
    found = []
    for node in ast.parse(code).body:
        owner, inside = (node.name, node.body) if isinstance(node, ast.ClassDef) else (None, [node])
        found += [(owner, each) for each in inside if isinstance(each, ast.FunctionDef)]
    return found


def grade(cells: list[NotebookNode], checks: Path | None = None) -> dict[str, Outcome]:
    """Run all code cells in a fresh Python and return the outcome of every test cell by its grade_id."""
    return grade_changed(cells, [{}], checks)[0]


def grade_changed(cells: list[NotebookNode], changes: list[dict[str, str]],
                  checks: Path | None = None, enough: int = 0) -> list[dict[str, Outcome]]:
    """The same for each of `changes`: other sources by grade_id. What they share with `cells` is run once.

    enough: after how many cells that failed the rest is not run and earns nothing; 0 runs all.
    """
    code = [cell for cell in cells if cell.cell_type == "code"]
    return [{grade_meta(cell)["grade_id"]: _outcome(cell, report) for cell, report in zip(code, reports, strict=True)
             if is_test_cell(cell)} for reports in run(code, changes, checks, enough)]


def checks_of(module_number: int) -> Path:
    return ROOT / "curriculum" / "modules" / load_course().module(module_number).slug / "checks.py"


def without_measurements(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The code cells that tests need. The others only measure or show something, and they take the time."""
    kept, wanted = [], set()
    for cell in reversed([cell for cell in cells if cell.cell_type == "code"]):
        tree = ast.parse(cell.source)
        if grade_meta(cell) or wanted & set(_defined(tree)):
            kept.append(cell)
            wanted |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return kept[::-1]


def _defined(tree: ast.Module) -> list[str]:
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found += [(name.asname or name.name).partition(".")[0] for name in node.names]
    return found


def run(code: list[NotebookNode], changes: list[dict[str, str]], checks: Path | None = None, enough: int = 0) -> list[list[dict]]:
    """The reports of cell_runner.py for each of `changes`: other sources by grade_id."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TINYTORCH_OVERLAY": "off", "OPENBLAS_NUM_THREADS": "1"}
    places = {name: place for place, cell in enumerate(code) if (name := grade_meta(cell).get("grade_id"))}
    decides = read_check_file(checks).tests if checks else {}
    order = {"sources": [cell.source for cell in code], "checks": checks.read_text(encoding="utf-8") if checks else "",
             "decides": {places[name]: asked for name, asked in decides.items() if name in places},
             "enough": enough,
             "variants": [{places[name]: source for name, source in each.items()} for each in changes]}
    done = subprocess.run([sys.executable, str(RUNNER)], input=json.dumps(order), text=True,
                          capture_output=True, check=True, timeout=3600, env=environment)
    return json.loads(done.stdout)


def _outcome(cell: NotebookNode, report: dict) -> Outcome:
    maximum = float(grade_meta(cell)["points"])
    message = report["error"] or report["stderr"]
    return Outcome(0.0 if message else maximum, maximum, message, tuple(report["values"]), tuple(report["lines"]))


def agree(wanted: Outcome, found: Outcome) -> bool:
    """Whether the values of all checks of a cell are those of the reference."""
    return all(right(other, one, 1e-3, 1e-5) for one, other in zip(wanted.values, found.values, strict=True))


def has_values(outcome: Outcome) -> bool:
    """Whether every check of the cell gave numbers."""
    try:
        for answer in outcome.values:
            checked(answer)
    except ValueError:
        return False
    return True


@cache
def grade_reference(module_number: int) -> dict[str, Outcome]:
    return grade(instructor_notebook(module_number).cells, checks_of(module_number))


@cache
def grade_blank(module_number: int) -> dict[str, Outcome]:
    return grade(blank_notebook(module_number).cells)


def grade_mistake(module_number: int, name: str) -> dict[str, Outcome]:
    return grade_mistakes(module_number)[name]


@cache
def grade_mistakes(module_number: int) -> dict[str, dict[str, Outcome]]:
    """The outcomes with each recorded mistake, by its name."""
    return grade_all_functions(module_number, {each.name: each.functions for each in mistakes(module_number)})


def grade_functions(module_number: int, functions: dict[str, str]) -> dict[str, Outcome]:
    """The outcomes with `functions`, by grade_id, in the reference; what only measures is left out."""
    return grade_all_functions(module_number, {"": functions})[""]


def grade_all_functions(module_number: int, changes: dict[str, dict[str, str]]) -> dict[str, dict[str, Outcome]]:
    """The outcomes with each of the functions in `changes`, by its name."""
    cells = without_measurements(instructor_notebook(module_number).cells)
    sources = [changed_sources(cells, functions) for functions in changes.values()]
    return dict(zip(changes, grade_changed(cells, sources, checks_of(module_number)), strict=True))
