"""A module with nothing in it: every name is there, no function does anything. It imports, and that is all it does."""
import ast


def emptied(source: str) -> str:
    """`source` with the body of every function and method replaced by `return None`; classes and constants stay."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = [ast.Return(ast.Constant(None))]
    return ast.unparse(ast.fix_missing_locations(tree))
