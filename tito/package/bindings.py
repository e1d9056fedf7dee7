"""Which names a piece of Python defines at its top level, and which it takes from elsewhere. Reads syntax, runs nothing."""

import ast
import builtins
import symtable

# What every notebook has without an import, and a module has not.
NOTEBOOK_ONLY = {"display": "from IPython.display import display", "get_ipython": "from IPython import get_ipython"}
_KNOWN = {*dir(builtins), "__file__", "__annotations__"}


def parsed(source: str) -> ast.Module:
    """The syntax of a source; an empty module where it has none."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def statements(tree: ast.Module):
    """Statements that run when the module does, also those in if, for, with and try."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            waiting = [inner for inner in ast.iter_child_nodes(node) if isinstance(inner, ast.stmt)] + waiting
            for part in ast.iter_child_nodes(node):
                if isinstance(part, ast.ExceptHandler | ast.match_case):
                    waiting = [*part.body, *waiting]


def bound(node: ast.stmt) -> list[str]:
    """What a statement defines: names, and attributes of names as "Tensor.sum"."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.Import() | ast.ImportFrom():
            return [(each.asname or each.name).partition(".")[0] for each in node.names]
        case ast.Assign():
            return [name for target in node.targets for name in _targets(target)]
        case ast.AnnAssign(value=value) if value is not None:
            return _targets(node.target)
        case ast.AugAssign():
            return _targets(node.target)
    return []


def _targets(target: ast.expr) -> list[str]:
    match target:
        case ast.Name(id=name):
            return [name]
        case ast.Attribute(value=ast.Name(id=owner), attr=attribute):
            return [f"{owner}.{attribute}"]
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return [name for each in elements for name in _targets(each)]
        case ast.Starred(value=value):
            return _targets(value)
    return []


def definitions(tree: ast.Module) -> dict[str, ast.stmt]:
    """What a module defines by name, and by which statement; the last one counts."""
    return {name: node for node in statements(tree) for name in bound(node)}


def unmet(source: str) -> set[str]:
    """Global names that the source uses and does not define itself."""
    used: set[str] = set()
    waiting = [symtable.symtable(source, "<export>", "exec")]
    top = waiting[0]
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        used |= {
            each.get_name()
            for each in table.get_symbols()
            if each.is_referenced() and (each.is_global() or table is top)
        }
    own = {each.get_name() for each in top.get_symbols() if each.is_assigned() or each.is_imported()}
    return used - own - _KNOWN
