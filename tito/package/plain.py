"""The Python of a notebook cell: what only IPython understands left out, so that a module can hold the rest.

It runs nothing. Cells that are Python already come back as they are.
"""

import ast
import re

# Magics whose argument or cell is Python that runs in the notebook's own names.
TIMING = ("time", "timeit", "prun", "capture", "memit")
_CELL_MAGIC = re.compile(r"^%%(\w+)")


class NotPython(ValueError):
    """The cell cannot stand in a module; the message names the line of the cell."""


def plain_python(source: str) -> str:
    """The cell without magics, shell lines and questions. A magic that times or captures leaves what it ran.

    Raises NotPython.
    """
    lines = source.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if magic := _CELL_MAGIC.match(lines[first]):
        if magic[1] not in TIMING:
            return ""  # another language
        lines[first] = ""
    source = "\n".join(lines)
    try:
        ast.parse(source)
        return source
    except (SyntaxError, ValueError):
        return _without_ipython(source)


def _without_ipython(source: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        text = TransformerManager().transform_cell(source)
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:  # ValueError: NUL bytes in the source
        at = getattr(error, "lineno", None) or 1
        lines = source.splitlines() or [""]
        quoted = lines[min(at, len(lines)) - 1].strip()
        raise NotPython(f"line {at} does not parse: {getattr(error, 'msg', error)}: {quoted}") from None
    lines = text.splitlines()
    for node in reversed(list(_statements(tree))):
        call = node.value if isinstance(node, ast.Expr) else None
        if _of_ipython(call):
            indent = re.match(r"\s*", lines[node.lineno - 1])[0]
            lines[node.lineno - 1 : node.end_lineno] = [indent + _run_by(call)]
        elif isinstance(node, ast.Assign) and _of_ipython(node.value):
            raise NotPython(
                f"line {node.lineno} works in a notebook only: {source.splitlines()[node.lineno - 1].strip()}"
            )
    return "\n".join(lines)


def _statements(tree: ast.AST):
    """All statements, in the order of their lines."""
    return sorted((node for node in ast.walk(tree) if isinstance(node, ast.stmt)), key=lambda node: node.lineno)


def _of_ipython(node) -> bool:
    """Whether a value is `get_ipython().something(…)`, into which IPython turns its own notation."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="get_ipython")))):
            return True
    return False


def _run_by(call: ast.Call) -> str:
    """The statement that a timing magic runs, else one that does nothing."""
    match call:
        case ast.Call(func=ast.Attribute(attr="run_line_magic"), args=[ast.Constant(value=name), ast.Constant(value=statement)]):
            if name in TIMING and "\n" not in statement:
                try:
                    ast.parse(statement)
                    return statement or "pass"
                except SyntaxError:
                    pass
    return "pass"
