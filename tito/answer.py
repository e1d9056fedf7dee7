"""What of a notebook makes the learner's module: the answers, wherever they were written, and what they need.

A cell belongs to the module if the release exports the cell of that name, whatever became of its first line, if it is a part of
such a cell after *Split Cell*, or if the learner marked it with `#| export`. A definition that is missing there, or still as it
was given, is taken from the cell that has it.
"""

import ast
from dataclasses import dataclass, field

from notebooks.release import ReleasedCell
from notebooks.repair import Cell
from tito.bindings import NOTEBOOK_ONLY, bound, definitions, statements, unmet
from tito.export import is_exported, without_directives
from tito.plain import NotPython, plain_python


@dataclass
class Answer:
    """Python by the position of its cell. `taken`: the names that came from cells without `#| export`, by the cell's label.

    `untouched`: what is still as it was given; `broken`: cells that cannot be exported, each as a sentence.
    """

    pieces: dict[int, str] = field(default_factory=dict)
    taken: dict[str, list[str]] = field(default_factory=dict)
    untouched: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        return [source for _, source in sorted(self.pieces.items()) if source.strip()]


class Template:
    """What the release exports: the names of its cells, what they define, and which of it is for the learner to write."""

    def __init__(self, known: dict[str, ReleasedCell], provides: list[str]):
        cells = {cell.name: cell for cell in known.values() if cell.cell_type == "code" and is_exported(cell.source)}
        self.cells, self.home, self.given, self.calls = set(cells), {}, {}, set()
        named = set()  # helpers that only become a method
        for cell in cells.values():
            tree = _parsed(cell.source)
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


def find_answer(template: Template, known: dict[str, ReleasedCell], cells: list[Cell]) -> Answer:
    """Choose from the repaired cells what makes the module."""
    answer, others = Answer(), {}
    for at, cell in enumerate(cells):
        if not cell.runs:
            continue
        exported = cell.name in template.cells or cell.of in template.cells or is_exported(cell.source)
        try:
            source = without_directives(plain_python(cell.source))
            ast.parse(source)
        except NotPython as reason:
            answer.broken += [f"{cell.label}, {reason}"] if exported else []
            continue
        if exported:
            answer.pieces[at] = source
        elif not (cell.name and known[cell.name].locked):
            others[at] = source
    if not answer.broken:
        _take(answer, template, cells, others, _lacking(answer, template))
        _take_needs(answer, cells, others)
        answer.untouched = _untouched(template, _present(answer))
    return answer


def _present(answer: Answer) -> dict[str, ast.stmt]:
    return {name: node for source in answer.sources for name, node in definitions(_parsed(source)).items()}


def _lacking(answer: Answer, template: Template) -> list[str]:
    present = _present(answer)
    missing = [name for name in template.required if name not in present and not _member(name, present)]
    return missing + _untouched(template, present)


def _untouched(template: Template, present: dict[str, ast.stmt]) -> list[str]:
    return [name for name in template.given if name in present and template.is_given(name, present[name])]


def _member(path: str, present: dict[str, ast.stmt]) -> bool:
    """Whether a class has a member "Tensor.sum" in its own body."""
    owner, _, name = path.partition(".")
    node = present.get(owner)
    if not name or not isinstance(node, ast.ClassDef):
        return False
    return any(name in bound(inner) for inner in node.body)


def _take(answer: Answer, template: Template, cells: list[Cell], others: dict[int, str], names: list[str]) -> None:
    """Take definitions of `names` from the last cell that has one which is not as it was given."""
    for name in names:
        for at, source in sorted(others.items(), reverse=True):
            node = definitions(_parsed(source)).get(name)
            if node is not None and not template.is_given(name, node):
                paths = set(names) | {path for path in template.home if "." in path}
                _add(answer, cells, at, source, lambda node, paths=paths: _wanted(node, paths, template.calls), name)
                break


def _take_needs(answer: Answer, cells: list[Cell], others: dict[int, str]) -> None:
    """Take what the pieces use and only cells outside them define: helpers, imports, constants."""
    tried: set[str] = set()
    while needs := sorted(unmet("\n\n".join(answer.sources)) - tried):
        tried |= set(needs)
        for name in needs:
            for at, source in sorted(others.items(), reverse=True):
                if name in definitions(_parsed(source)):
                    _add(answer, cells, at, source, lambda node, name=name: name in bound(node), name)
                    break
            else:
                if name in NOTEBOOK_ONLY:
                    answer.pieces[-1] = "\n".join(filter(None, [answer.pieces.get(-1), NOTEBOOK_ONLY[name]]))


def _wanted(node: ast.stmt, names: set[str], calls: set[str]) -> bool:
    return bool(names & set(bound(node))) or (isinstance(node, ast.Expr) and ast.dump(node) in calls)


def _add(answer: Answer, cells: list[Cell], at: int, source: str, wanted, name: str) -> None:
    """Add the statements of a cell that are `wanted`, in their order, to those already taken from it."""
    taken = _parsed(answer.pieces.get(at, ""))
    had = {ast.dump(node) for node in taken.body}
    parts = [
        ast.get_source_segment(source, node) if not getattr(node, "decorator_list", None) else _with_decorators(source, node)
        for node in _parsed(source).body
        if ast.dump(node) in had or any(wanted(inner) for inner in statements(ast.Module([node], [])))
    ]
    answer.pieces[at] = "\n\n\n".join(parts)
    answer.taken.setdefault(cells[at].label, []).append(name)


def _with_decorators(source: str, node) -> str:
    first = min(each.lineno for each in node.decorator_list)
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _is_blank(node: ast.stmt) -> bool:
    """Whether a given definition waits for the learner: nbgrader's stub raises NotImplementedError."""
    return any(
        isinstance(inner, ast.Raise)
        and any(isinstance(part, ast.Name) and part.id == "NotImplementedError" for part in ast.walk(inner))
        for inner in ast.walk(node)
    )
