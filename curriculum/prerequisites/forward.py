"""No forward dependency: a module uses what it defines, what its prerequisites define, and libraries.

Checks code cells, code in fenced blocks and the texts of errors, and runs nothing. Prose may look ahead.
"""
import ast
import builtins
import itertools
import symtable
from collections.abc import Iterator

import numpy

from curriculum.course import Module
from curriculum.errors import BuildError
from curriculum.prerequisites.definitions import CourseDefinitions, bound_names, members, parsed
from curriculum.prerequisites.paths import import_paths, paths_used, root_of
from curriculum.prerequisites.texts import text_faults
from curriculum.prerequisites.unmet import Unmet
from curriculum.source.fences import code_blocks
from curriculum.source.notebook import label

# The tensor has these from Module 01 on. Until the module that provides WAKER they sleep, and code may only
# show that, by comparing them with None: `x.grad is None`, `x.backward() is None`. `requires_grad` is free.
DORMANT = {"grad", "backward"}
WAKER = "enable_autograd"

_BUILTINS = {*dir(builtins), "__file__"}
# Attributes of the objects that every notebook uses; that a later module has them too means nothing.
_COMMON = set().union(*map(dir, (str, bytes, list, dict, set, tuple, int, float, type, Exception, numpy.ndarray)))
_INLINE = {"listcomp", "setcomp", "dictcomp", "genexpr"}


def ensure_in_order(module: Module, definitions: CourseDefinitions) -> None:
    """Raise BuildError unless the learner can follow the module with what it and its prerequisites define."""
    if faults := list(forward_faults(module, definitions)):
        raise BuildError(faults)


def forward_faults(module: Module, definitions: CourseDefinitions) -> Iterator[str]:
    """One sentence per fault, each with module, cell and the line inside the cell."""
    return _Reader(module, definitions).faults()


class _Reader:
    def __init__(self, module: Module, definitions: CourseDefinitions):
        self.definitions = definitions
        self.unmet = Unmet(module, definitions)
        self.notebook, self.module = definitions.notebook(module.number), module
        trees = [tree for cell in self.notebook.cells
                 if cell.cell_type == "code" and (tree := parsed(cell.source))]
        self.defined = set().union(*map(bound_names, trees))
        self.members = set().union(_COMMON, *map(members, trees), *self.unmet.met_members)
        self.paths = dict(itertools.chain.from_iterable(map(import_paths, trees)))
        wakers = [each for each in definitions.course.modules if WAKER in each.provides]
        self.asleep = any(waker in self.unmet.modules for waker in wakers)

    def faults(self) -> Iterator[str]:
        above = set(_BUILTINS)
        for number, cell in enumerate(self.notebook.cells, 1):
            here = label(self.module, number, cell)
            if cell.cell_type == "markdown":
                found = list(self._fences(cell.source))
            elif tree := parsed(cell.source):
                above |= bound_names(tree)
                found = [*self._code(tree), *self._names(cell.source, tree, above), *text_faults(cell, tree, self.unmet)]
            else:
                found = [(1, "is no Python, so that nobody can tell what it uses; correct it")]
            yield from (f"{here}: line {line}: {fault}" for line, fault in dict.fromkeys(sorted(found)))

    def _fences(self, markdown: str):
        blocks = [(first, code, ast.parse(code)) for first, code in code_blocks(markdown)]
        bound = set().union(*(bound_names(tree) for _, _, tree in blocks))
        for first, code, tree in blocks:
            # A sketch may use names that nobody defines, such as `model`; it may not use a later module's.
            names = self._names(code, tree, bound | _BUILTINS | self.defined, sketch=True)
            yield from ((line + first - 1, fault) for line, fault in [*self._code(tree), *names])

    def _code(self, tree: ast.Module):
        for line, path in paths_used(tree, self.paths):
            try:
                owner = self.definitions.owner(path)
            except LookupError as error:
                yield line, str(error)
                continue
            if owner in self.unmet.modules:
                yield line, f"uses {path} of {self.unmet.told(owner)}"
        harmless = {id(getattr(node.left, "func", node.left)) for node in ast.walk(tree) if _compares_with_none(node)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or isinstance(node.ctx, ast.Store):
                continue
            name, root = node.attr, root_of(node)
            if self.asleep and name in DORMANT and id(node) not in harmless and root != "torch":
                yield node.lineno, f"uses .{name}, which sleeps until autograd; here it may only be compared with None"
            if name in self.unmet.members and name not in self.members and not self._is_library(root):
                yield node.lineno, f"uses .{name} of {self.unmet.told(self.unmet.members[name])}"

    def _is_library(self, root: str) -> bool:
        return root == "torch" or self.paths.get(root, "tinytorch").partition(".")[0] != "tinytorch"

    def _names(self, code: str, tree: ast.Module, above: set[str], sketch: bool = False):
        lines = {node.id: node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name)}
        for name, at_once in _free_names(symtable.symtable(code, "<cell>", "exec")):
            if name in above or (not at_once and name in self.defined):
                continue
            if name in self.unmet.names:
                yield lines.get(name, 1), f"uses {name} of {self.unmet.told(self.unmet.names[name])}"
            elif not sketch:
                yield lines.get(name, 1), f"uses {name}, which nothing above defines; define or import it"


def _free_names(table: symtable.SymbolTable, at_once: bool = True) -> Iterator[tuple[str, bool]]:
    """The names that the code takes from its surroundings, and whether it does so when the cell runs."""
    if table.get_type() == "function" and table.get_name() not in _INLINE:
        at_once = False
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (symbol.is_global() or table.get_type() == "module"):
            yield symbol.get_name(), at_once
    for child in table.get_children():
        yield from _free_names(child, at_once)


def _compares_with_none(node: ast.AST) -> bool:
    return (isinstance(node, ast.Compare) and all(isinstance(op, ast.Is | ast.IsNot) for op in node.ops)
            and all(isinstance(side, ast.Constant) and side.value is None for side in node.comparators))
