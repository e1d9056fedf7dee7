"""The numbers of points that a test cell can show, read from its last line. Runs nothing.

A test that shows no number gives all or nothing. What such a cell shows nevertheless is not its test's word.
"""

import ast
from functools import lru_cache

NONE: frozenset[float] = frozenset()


@lru_cache(512)  # the tests of an assignment, for every submission
def shown_points(source: str, by_reference: bool | None = None) -> frozenset[float] | None:
    """The numbers that a cell can end with: NONE, those that its last line names, or None for any.

    by_reference: whether the cell showed a result for the reference, which decides where the last line is a call
    of something defined elsewhere; None when that is not known.
    """
    try:
        body = ast.parse("\n".join("" if line.startswith(("%", "!", "?")) else line for line in source.split("\n"))).body
    except (SyntaxError, ValueError):
        return None
    if not body or not isinstance(body[-1], ast.Expr) or source.rstrip().endswith(";"):
        return NONE
    known = _values(body[-1].value, body)
    return NONE if known is None and by_reference is False and isinstance(body[-1].value, ast.Call) else known


def _values(node: ast.expr, body: list[ast.stmt]) -> frozenset[float] | None:
    match node:
        case ast.Constant(value=None):
            return NONE
        case ast.Constant(value=bool() | str() | bytes()):
            return NONE  # shown, but no number
        case ast.Constant(value=int() | float() as value):
            return frozenset([float(value)])
        case ast.IfExp(body=one, orelse=other):
            either = _values(one, body), _values(other, body)
            return None if None in either else either[0] | either[1]
        case ast.Call(func=ast.Name(id=name)) if name == "print" or name.startswith("assert"):
            return NONE
        case ast.Call(func=ast.Attribute(attr=name)) if name.startswith("assert"):
            return NONE
        case ast.Call(func=ast.Name(id=name)):
            defined = [each for each in body if isinstance(each, ast.FunctionDef) and each.name == name]
            return _returned(defined[-1]) if defined else None
    return None


def _returned(function: ast.FunctionDef) -> frozenset[float] | None:
    """What a function of the cell can return; a nested one is taken along, which only adds to it."""
    found = [
        NONE if node.value is None else _values(node.value, [])
        for node in ast.walk(function)
        if isinstance(node, ast.Return)
    ]
    decorated_or_lazy = function.decorator_list or any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(function))
    return None if None in found or decorated_or_lazy else NONE.union(*found)
