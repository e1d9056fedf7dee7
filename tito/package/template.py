"""What a release asks the module to have: the cells that it exports, the names that they define, what is to be written."""

import ast

from notebooks.content.release import ReleasedCell
from tito.package.bindings import definitions, parsed, statements
from tito.package.module_text import is_exported


class Template:
    """What the release exports: the names of its cells, what they define, and which of it is for the learner to write."""

    def __init__(self, known: dict[str, ReleasedCell], provides: list[str]):
        cells = {cell.name: cell for cell in known.values() if cell.cell_type == "code" and is_exported(cell.source)}
        self.cells, self.home, self.given, self.calls = set(cells), {}, {}, set()
        named = set()  # helpers that only become a method
        for cell in cells.values():
            tree = parsed(cell.source)
            found = definitions(tree)
            self.calls |= {ast.dump(node) for node in statements(tree) if isinstance(node, ast.Expr)}
            named |= {
                node.value.id
                for name, node in found.items()
                if "." in name and isinstance(node, ast.Assign) and isinstance(node.value, ast.Name)
            }
            for name, node in found.items():
                if isinstance(node, ast.Import | ast.ImportFrom):
                    continue
                self.home[name] = cell.name
                if not cell.locked and _is_blank(node):
                    self.given[name] = ast.dump(node)
        self.required = [*provides, *(name for name in self.home if name not in provides and name not in named)]

    def is_given(self, name: str, node: ast.stmt) -> bool:
        """Whether a definition is the one that the learner was given to fill in."""
        return ast.dump(node) == self.given.get(name)


def _is_blank(node: ast.stmt) -> bool:
    """Whether a given definition waits for the learner: nbgrader's stub raises NotImplementedError."""
    return any(
        isinstance(inner, ast.Raise)
        and any(isinstance(part, ast.Name) and part.id == "NotImplementedError" for part in ast.walk(inner))
        for inner in ast.walk(node)
    )
