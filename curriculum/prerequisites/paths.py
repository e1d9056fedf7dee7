"""The dotted paths in a piece of code: what its imports bind, and which parts of tinytorch it reaches for."""
import ast
from collections.abc import Iterator


def import_paths(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each name that an import binds, with the path it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (alias.asname, alias.name) if alias.asname else (alias.name.partition(".")[0],) * 2
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def paths_used(tree: ast.AST, paths: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Every path into tinytorch that the code imports, names in a string, or follows by attributes."""
    paths = paths | dict(import_paths(tree))
    for node in ast.walk(tree):
        found = []
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found = [f"{node.module}.{alias.name}".removesuffix(".*") for alias in node.names]
        elif isinstance(node, ast.Attribute) and (path := _dotted(node)):
            root, _, rest = path.partition(".")
            found = [f"{paths[root]}.{rest}"] if root in paths else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = [node.value] if all(step.isidentifier() for step in node.value.split(".")) else []
        yield from ((node.lineno, path) for path in found if path.startswith("tinytorch."))


def _dotted(node: ast.expr) -> str | None:
    """"a.b.c" for an attribute of an attribute of a name, None for anything else."""
    steps = []
    while isinstance(node, ast.Attribute):
        steps.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(steps)]) if isinstance(node, ast.Name) else None


def root_of(node: ast.AST) -> str:
    """The name that a chain of attributes, calls and subscripts starts from, "" when it starts from none."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
