"""Lets the cells of an assignment mean by `abs` or `np` what they were written with, whatever a student's helper is called.

A student may give any name to their own; their functions see it, the cells that were released do not. Also sent into the
grader's sandbox as text; standard library only.
"""

import ast
import builtins
import sys

# What IPython itself puts into every notebook is no helper of the student's.
PYTHONS = {name: value for name, value in vars(builtins).items() if name[0] != "_" and name not in ("open", "exit", "quit")}


def resolved_names(space, own, imports):
    """{name: object} for the names that stand for something else in `space` than the assignment's cells mean by them.

    own: names of Python's that the assignment's cells or answers define themselves. imports: {name: [module, attribute or
    None]} as its cells import them.
    """
    names = {name: PYTHONS[name] for name in space.keys() & PYTHONS.keys() if name not in own and name not in imports}
    for name, (module, attribute) in imports.items():
        if name in space and (found := sys.modules.get(module)) is not None:
            found = found if attribute is None else vars(found).get(attribute)
            if found is not None:
                names[name] = found
    return {name: value for name, value in names.items() if space[name] is not value}


class NameResolution(ast.NodeTransformer):
    """Makes a cell read `names` where the student cannot have put anything else; those that it binds itself stay."""

    def __init__(self, names):
        self.names = names

    def visit_Module(self, tree):
        bound = set(_bound(tree))
        self.others = {name: f"{name} of the assignment" for name in self.names if name not in bound}
        for name, other in self.others.items():
            setattr(builtins, other, self.names[name])
        return self.generic_visit(tree)

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load) and node.id in self.others:
            node.id = self.others[node.id]
        return node


def _bound(tree):
    """Names that are bound anywhere in the cell, in whatever scope."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                yield from names
            case ast.alias(name=name, asname=other):
                yield other or name.partition(".")[0]
