"""Names that the tests use and that a student's cell gave another value: which, and in which cell. Reads the text; runs nothing.

A test that fails for it says only what came of it, such as "'int' object is not callable". No trick is meant: it is a mistake.
"""

import ast
import builtins
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from notebooks.content.restore import Cell
from notebooks.content.trust import parsed

LONGEST = 60  # characters of a quoted line
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Known(Protocol):
    """A cell of the assignment."""

    given: str
    locked: bool
    by_tests: bool


@dataclass(frozen=True)
class Binding:
    """A statement at a cell's top level that gives `name` a value; `origin` is [module, attribute] of an import."""

    name: str
    line: int
    origin: tuple[str, str | None] | None = None
    deleted: bool = False


@dataclass
class _Names:
    """What holds while the cells run: where a name was overwritten, and what functions and classes use."""

    definers: dict[str, set[str]]
    imports: dict[str, set]
    bound: set[str] = field(default_factory=set)
    lost: dict[str, str] = field(default_factory=dict)
    uses: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Facts:
    """What is read from the text of a cell: what it binds, which names it reads, and what its functions and classes use."""

    bindings: list[Binding]
    loads: set[str]
    uses: dict[str, set[str]]


@functools.lru_cache(maxsize=2048)  # most cells are those of the assignment: the same in every submission
def _facts(source: str) -> _Facts | None:
    tree = parsed(source)
    return None if tree is None else _Facts(bindings(tree), _loads(tree), _uses(tree))


def overwritten(cells: list[Cell], known: Mapping[str, Known], ended: Mapping[int, int | None]) -> dict[str, list[str]]:
    """By the name of a test cell, a sentence on each name that it uses, itself or through functions, and that is overwritten.

    cells: in the order in which they run. ended: for the place in `cells` of one that an error left, the line (None: it did not
    run at all). What comes after that line was not done.
    """
    state, found = _assigned(known), {}
    for place, cell in enumerate(cells):
        facts = _facts(cell.source)
        if facts is None or (place in ended and ended[place] is None) or _is_no_python(cell.source):
            continue
        original = known.get(cell.name)
        if original and original.by_tests and (said := _said(state, facts)):
            found[cell.name] = said
        done = [each for each in facts.bindings if place not in ended or each.line < ended[place]]
        _run(state, cell, done, bool(original and original.locked))
        for name, used in facts.uses.items():
            state.uses.setdefault(name, set()).update(used)
    return found


def _is_no_python(source: str) -> bool:
    """Whether a magic of the whole cell takes its text for something else, as `%%writefile` and `%%bash` do."""
    first = source.lstrip()
    return first.startswith("%%") and first[2:].split()[:1] not in (["time"], ["capture"], ["prun"])


def _assigned(known: Mapping[str, Known]) -> _Names:
    """What the assignment's own cells bind."""
    state = _Names({}, {})
    for name, cell in known.items():
        facts = _facts(cell.given)
        for each in facts.bindings if facts else ():
            state.definers.setdefault(each.name, set()).add(name)
            if each.origin:
                state.imports.setdefault(each.name, set()).add(each.origin)
    return state


def _run(state: _Names, cell: Cell, done: list[Binding], ours: bool) -> None:
    for each in done:
        meant = {cell.name, cell.of} & state.definers.get(each.name, set())
        if ours or meant or (each.origin and each.origin in state.imports.get(each.name, ())):
            state.lost.pop(each.name, None)
        elif each.name in state.bound or hasattr(builtins, each.name):
            did = "deleted" if each.deleted else "given another value"
            line = cell.source.split("\n")[each.line - 1].strip()
            where = f"in {cell.where}: `{line[:LONGEST]}{'…' if len(line) > LONGEST else ''}`"
            state.lost[each.name] = f"The name `{each.name}`, which the tests use, was {did} {where}"
        elif each.origin:
            state.imports.setdefault(each.name, set()).add(each.origin)  # of a cell without a name, as setup cells can be
        state.bound.add(each.name)


def _said(state: _Names, test: _Facts) -> list[str]:
    """Sentences on what a test uses that is overwritten; imports and names of Python mean the same in it, see `shell.names`."""
    local = {each.name for each in test.bindings}
    used, through = test.loads - local, set()
    new = set(used)
    while new:
        through |= (new := set().union(*(state.uses.get(name, set()) for name in new)) - through)
    sure = {name for name in state.lost if name in state.imports or hasattr(builtins, name)}
    return [said for name, said in state.lost.items() if name in through or (name in used and name not in sure)]


def _uses(tree: ast.Module) -> dict[str, set[str]]:
    """What the functions and classes of a cell use, also those that are attached to a class, as in `Tensor.sum = tensor_sum`."""
    uses: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, SCOPES):
            uses.setdefault(node.name, set()).update(_loads(node) - _locals(node))
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                root = target
                while isinstance(root, ast.Attribute | ast.Subscript):
                    root = root.value
                if isinstance(root, ast.Name):
                    uses.setdefault(root.id, set()).update(_loads(node.value))
    return uses


def _loads(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _locals(function: ast.AST) -> set[str]:
    """Names that are bound anywhere in a function or class."""
    stored = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    return stored | {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}


def bindings(tree: ast.Module) -> list[Binding]:
    """What the statements of a cell bind in the notebook itself, in the order of the text."""
    return [each for node in tree.body for each in _bindings(node)]


def _bindings(node: ast.AST) -> Iterator[Binding]:
    match node:
        case ast.Import(names=names):
            for each in names:
                module = each.name if each.asname else each.name.partition(".")[0]
                yield Binding(each.asname or module, node.lineno, (module, None))
        case ast.ImportFrom(names=names):
            # The same object, whether a package or a module of it is asked.
            top = "." * node.level + (node.module or "").partition(".")[0]
            yield from (Binding(each.asname or each.name, node.lineno, (top, each.name)) for each in names if each.name != "*")
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield Binding(name, node.lineno, deleted=isinstance(node.ctx, ast.Del))
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield Binding(name, node.lineno)
    if isinstance(node, SCOPES) and not isinstance(node, ast.Lambda):
        yield Binding(node.name, node.lineno)
        outside = (inner.names for inner in ast.walk(node) if isinstance(inner, ast.Global))
        yield from (Binding(name, node.lineno) for names in outside for name in names)
    elif isinstance(node, COMPREHENSIONS):
        walrus = (inner.target for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr))
        yield from (Binding(target.id, target.lineno) for target in walrus)
    elif not isinstance(node, ast.Lambda):
        for inner in ast.iter_child_nodes(node):
            yield from _bindings(inner)
