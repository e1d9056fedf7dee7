"""Which cells of a notebook belong to the package: its `#| default_exp` line and the cells that begin with `#| export`."""
import re

from nbformat import NotebookNode

EXPORT = re.compile(r"\A\s*#\s*\|\s*export\s*$", re.MULTILINE)
_DEFAULT = re.compile(r"\A\s*#\s*\|\s*default_exp\s+(\S+)", re.MULTILINE)


def default_export(notebook: NotebookNode) -> str | None:
    """What the notebook's `#| default_exp` line names, such as core.tensor."""
    found = (_DEFAULT.search(cell.source) for cell in notebook.cells if cell.cell_type == "code")
    return next((match[1] for match in found if match), None)


def exported_cells(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    """The cells that begin with `#| export`, with their numbers from 1."""
    return [(number, cell) for number, cell in enumerate(notebook.cells, 1)
            if cell.cell_type == "code" and EXPORT.search(cell.source)]
