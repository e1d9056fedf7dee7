"""Names that the instructor's cells of a notebook rely on and that no answer is asked to define.

Read from the source by its syntax; nothing is run. Released cells mean these names as they were written, see `names`, and the
grader's sandbox watches them between cells.
"""

import ast
import builtins
from collections.abc import Mapping

from notebooks.content.release import ReleasedCell


def trusted_names(cells: list[dict], known: Mapping[str, ReleasedCell]) -> dict:
    """What the assignment's `cells` rely on; `known` are those with a name.

    {"given": {cell: names}, "own": names, "imports": {name: [module, attribute or None]}, "modules": [name]}.

    given: functions and classes of locked cells, to be remembered when the cell has run. own: names of Python's
    that the notebook binds itself. imports: what a name of an import stands for in locked cells.
    modules: the top modules that locked cells import, in their functions too.
    """
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    read = [(known.get(_name(cell)), tree) for cell in code if (tree := parsed(cell["source"]))]
    used = {
        node.id
        for cell, tree in read
        if cell and cell.locked
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    bound: dict[str, int] = {}
    imports: dict[str, list] = {}
    given: dict[str, list[str]] = {}
    for cell, tree in read:
        for node in _top(tree):
            for name, origin in _bound(node):
                if origin is not None and imports.get(name, origin) == origin:
                    imports[name] = origin
                    continue
                bound[name] = bound.get(name, 0) + 1
                if _is_given(cell) and isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                    given.setdefault(cell.name, []).append(name)
    return {
        "given": {
            at: kept for at, names in given.items() if (kept := [n for n in names if bound[n] == 1 and n in used])
        },
        "own": sorted(name for name in bound if hasattr(builtins, name)),
        "imports": {name: origin for name, origin in imports.items() if name in used and name not in bound},
        "modules": sorted(
            {
                origin[0].partition(".")[0]
                for cell, tree in read
                if cell and cell.locked
                for node in ast.walk(tree)
                if isinstance(node, ast.Import | ast.ImportFrom)
                for _, origin in _bound(node)
                if origin
            }
        ),
    }


def _is_given(cell: ReleasedCell | None) -> bool:
    return cell is not None and cell.locked and not cell.grade and not cell.solution


def _name(cell: dict) -> str | None:
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def parsed(source: str) -> ast.Module | None:
    """The syntax of a cell without its magics; None where it has none."""
    lines = source.split("\n")
    try:
        return ast.parse("\n".join("" if line.startswith(("%", "!", "?")) else line for line in lines))
    except (SyntaxError, ValueError):
        return None


def _top(tree):
    """Statements that run when the cell runs, also those in if, for, with and try."""
    for node in tree.body:
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from (inner for inner in ast.walk(node) if inner is not node and isinstance(inner, ast.stmt))


def _bound(node):
    """(name, origin) for the names a statement binds; origin is [module, attribute] for imports."""
    if isinstance(node, ast.Import):
        for each in node.names:
            top = each.name.partition(".")[0]
            yield (each.asname, [each.name, None]) if each.asname else (top, [top, None])
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for each in node.names:
            yield each.asname or each.name, [node.module, each.name]
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name, None
    else:
        for inner in ast.iter_child_nodes(node):
            for deep in ast.walk(inner):
                if isinstance(deep, ast.Name) and isinstance(deep.ctx, (ast.Store, ast.Del)):
                    yield deep.id, None
