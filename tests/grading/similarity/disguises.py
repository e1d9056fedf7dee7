"""Ways to disguise a copied answer, applied to the source of functions: what similarity screening must see through.

Each takes the functions of one cell as text and returns other text that does the same.
"""

import ast
import itertools
import random


class _Renamed(ast.NodeTransformer):
    """Other names for everything a function binds itself; what belongs to the task stays, or tests would fail."""

    def __init__(self, function: ast.FunctionDef):
        arguments = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
        bound = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        fresh = (f"my_{word}{number}" for number in itertools.count() for word in ("thing", "stuff", "tmp", "val"))
        self.names = dict(zip(sorted(bound - arguments), fresh, strict=False))

    def visit_Name(self, node):
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_Constant(self, node):
        # Messages are rewritten too.
        return ast.Constant("wrong input!") if isinstance(node.value, str) and " " in node.value else node


class _Padded(ast.NodeTransformer):
    """A statement without effect before every second statement."""

    def __init__(self, seed: int):
        self.random, self.count = random.Random(seed), 0

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.body = list(itertools.chain.from_iterable(self._with_padding(line) for line in node.body))
        return node

    def _with_padding(self, line):
        self.count += 1
        if self.count % 2:
            return [line]
        name = f"unused{self.random.randrange(999)}"
        junk = self.random.choice([f"{name} = 0", f"{name} = [1, 2, 3]", f"if False:\n    print('{name}')", f"{name} = len('x')"])
        return [*ast.parse(junk).body, line]


def verbatim(code: str) -> str:
    return code


def commented(code: str) -> str:
    """Comments of the copier's own, blank lines and another indentation."""
    return "\n".join(f"{line}  # I did this myself\n" if line.strip() else line for line in code.split("\n"))


def renamed(code: str) -> str:
    tree = ast.parse(code)
    tree.body = [_Renamed(node).visit(node) if isinstance(node, ast.FunctionDef) else node for node in tree.body]
    return ast.unparse(ast.fix_missing_locations(tree))


def reordered(code: str) -> str:
    """The functions the other way round, and neighbouring independent assignments swapped."""
    tree = ast.parse(code)
    for function in tree.body:
        body = getattr(function, "body", [])
        for n in range(len(body) - 1):
            one, two = body[n : n + 2]
            if isinstance(one, ast.Assign) and isinstance(two, ast.Assign) and not _names(one, ast.Store) & _names(two):
                body[n : n + 2] = two, one
    return ast.unparse(ast.Module(tree.body[::-1], []))


def _names(node, context=(ast.Load, ast.Store)) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, context)}


def padded(code: str) -> str:
    return ast.unparse(ast.fix_missing_locations(_Padded(len(code)).visit(ast.parse(code))))


def everything(code: str) -> str:
    return padded(reordered(renamed(code)))


DISGUISES = (verbatim, commented, renamed, reordered, padded, everything)
