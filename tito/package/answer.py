"""What of a notebook makes the learner's module: the answers, wherever they were written, and what they need.

A cell belongs to the module if the release exports the cell of that name, whatever became of its first line, if it is a part of
such a cell after *Split Cell*, or if the learner marked it with `#| export`. A definition that is missing there, or still as it
was given, is taken from the cell that has it.
"""

import ast
from dataclasses import dataclass, field

from notebooks.content.release import ReleasedCell
from notebooks.content.restore import Cell
from tito.package.bindings import NOTEBOOK_ONLY, bound, definitions, parsed, statements, unmet
from tito.package.module_text import is_exported, without_directives
from tito.package.plain import NotPython, plain_python
from tito.package.template import Template


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


def find_answer(template: Template, known: dict[str, ReleasedCell], cells: list[Cell]) -> Answer:
    """Choose from the restored cells what makes the module."""
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
    return {name: node for source in answer.sources for name, node in definitions(parsed(source)).items()}


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
            node = definitions(parsed(source)).get(name)
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
                if name in definitions(parsed(source)):
                    _add(answer, cells, at, source, lambda node, name=name: name in bound(node), name)
                    break
            else:
                if name in NOTEBOOK_ONLY:
                    answer.pieces[-1] = "\n".join(filter(None, [answer.pieces.get(-1), NOTEBOOK_ONLY[name]]))


def _wanted(node: ast.stmt, names: set[str], calls: set[str]) -> bool:
    return bool(names & set(bound(node))) or (isinstance(node, ast.Expr) and ast.dump(node) in calls)


def _add(answer: Answer, cells: list[Cell], at: int, source: str, wanted, name: str) -> None:
    """Add the statements of a cell that are `wanted`, in their order, to those already taken from it."""
    taken = parsed(answer.pieces.get(at, ""))
    had = {ast.dump(node) for node in taken.body}
    parts = [
        ast.get_source_segment(source, node) if not getattr(node, "decorator_list", None) else _with_decorators(source, node)
        for node in parsed(source).body
        if ast.dump(node) in had or any(wanted(inner) for inner in statements(ast.Module([node], [])))
    ]
    answer.pieces[at] = "\n\n\n".join(parts)
    answer.taken.setdefault(cells[at].label, []).append(name)


def _with_decorators(source: str, node) -> str:
    first = min(each.lineno for each in node.decorator_list)
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])
