"""Reads a module's percent-format source and turns it into the instructor notebook.

The notebook depends on the source alone: the same text gives the same bytes, cell ids included.
"""
import hashlib
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from curriculum.course import Module
from curriculum.errors import BuildError
from curriculum.source.facts import with_facts
from curriculum.source.includes import included
from curriculum.source.markers import with_headers

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_NBGRADER = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}


def source_path(module: Module, root: Path) -> Path:
    """Where the module's source lies in a checkout."""
    return root / "curriculum" / "modules" / module.slug / f"{module.slug}.py"


def read_source(module: Module, root: Path) -> NotebookNode:
    """The instructor notebook. Raises BuildError when there is no source or jupytext cannot read it."""
    import jupytext

    file = source_path(module, root)
    if not file.is_file():
        raise BuildError([f"{module.slug}: {file} is missing; write it or set `built: false` in course.yml"])
    text = with_facts(file.read_text(encoding="utf-8"), module)
    text = with_headers(included(text, module.slug), module.slug)
    if "# %%" not in text:
        raise BuildError([f"{module.slug}: {file} has no `# %%` cell markers; write it in percent format"])
    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.metadata = nbformat.from_dict({"kernelspec": _KERNEL, "language_info": {"name": "python"}})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    used: set[str] = set()
    for cell in notebook.cells:
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's note on blank lines
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"] = NotebookNode(_NBGRADER | cell.metadata["nbgrader"])
        cell.id = _cell_id(cell, used)
        used.add(cell.id)
    return notebook


def notebook_text(notebook: NotebookNode) -> str:
    """The notebook as it is written to disk."""
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def label(module: Module, number: int, cell: NotebookNode) -> str:
    """How a message names a cell: number from 1, and the grade_id where there is one."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return f'{module.slug}: cell {number} ("{name}")' if name else f"{module.slug}: cell {number}"


def _cell_id(cell: NotebookNode, used: set[str]) -> str:
    # From the text, not from the place: inserting a cell must not rename the cells after it.
    digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
    wanted = cell.metadata.get("nbgrader", {}).get("grade_id") or f"cell-{digest}"
    unique, copy = wanted[:64], 2
    while unique in used:
        unique, copy = f"{wanted[:58]}-{copy}", copy + 1
    return unique
