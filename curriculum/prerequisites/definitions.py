"""What each module of the course defines, and which modules a module may build on.

Built modules are read from their sources, the others promise what course.yml says. No code is run.
"""
import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from curriculum.course import Course, Module
from curriculum.errors import BuildError
from curriculum.source.exports import exported_cells
from curriculum.source.notebook import read_source


@dataclass(frozen=True)
class Definitions:
    """`names` can be imported from the module; `members` are attributes and methods that it makes."""

    names: frozenset[str]
    members: frozenset[str]


class CourseDefinitions:
    """The definitions of all modules of a course, each source read once, when it is first asked for."""

    def __init__(self, course: Course, root: Path):
        self.course = course
        self.notebook = cache(lambda number: read_source(course.module(number), root))
        self.of = cache(self._of)

    def _of(self, number: int) -> Definitions:
        module = self.course.module(number)
        if not module.built:
            return Definitions(frozenset(module.provides), frozenset())
        try:
            cells = exported_cells(self.notebook(number))
        except BuildError:  # A module that is being written must not stop the work on the others.
            return Definitions(frozenset(module.provides), frozenset())
        trees = [tree for _, cell in cells if (tree := parsed(cell.source))]
        names = {name for tree in trees for name in bound_names(tree)}
        return Definitions(frozenset(names), frozenset(name for tree in trees for name in members(tree)))

    def within_reach(self, module: Module) -> list[Module]:
        """The module, its prerequisites, and theirs: what its learner has built."""
        reached, ahead = set(), [module.number]
        while ahead:
            number = ahead.pop()
            if number not in reached:
                reached.add(number)
                ahead += self.course.module(number).prerequisites
        return [each for each in self.course.modules if each.number in reached]

    def out_of_reach(self, module: Module) -> list[Module]:
        """The other modules: later ones, and earlier ones that are no prerequisites."""
        reached = self.within_reach(module)
        return [each for each in self.course.modules if each not in reached]

    def owner(self, path: str) -> Module | None:
        """The module that `path` leads to, such as "tinytorch.core.tensor.Tensor" or "tinytorch.nn.Linear".

        None for a package, and for what the package offers besides the modules. Raises LookupError, with a
        sentence, when nobody offers the name.
        """
        steps = path.split(".")[1:]
        for module in self.course.modules:
            for place in (module.exports, *module.aliases):
                length = place.count(".") + 1
                if ".".join(steps[:length]) == place:
                    self._ensure_defined(module, steps[length:])
                    return module
        package = steps[0] if steps and steps[0] in {"core", *(each.facade for each in self.course.modules)} else None
        name = next(iter(steps[1:] if package else steps), None)
        for module in self.course.modules:
            if name in module.provides and package in (None, "core", module.facade):
                return module
        if package and name:
            raise LookupError(f"tinytorch.{package} has no {name}; correct the name or let a module provide it")
        return None

    def _ensure_defined(self, module: Module, steps: list[str]) -> None:
        if steps and not steps[0].startswith("__") and steps[0] not in self.of(module.number).names:
            raise LookupError(f"tinytorch.{module.exports} defines no {steps[0]}; correct the name")


def parsed(code: str) -> ast.Module | None:
    """The syntax tree, or None when `code` is not Python."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):
        return None


def bound_names(tree: ast.Module) -> set[str]:
    """What the code binds where it stands, not inside its functions and classes."""
    bound, ahead = set(), [tree]
    while ahead:
        node = ahead.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        if isinstance(node, ast.alias):
            bound.add(node.asname or node.name.partition(".")[0])
        if isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
        if not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            ahead += ast.iter_child_nodes(node)
    return bound


def members(tree: ast.Module) -> set[str]:
    """The attributes that the code makes: methods, names in a class body, and whatever it assigns to."""
    made = {node.attr for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            made |= bound_names(ast.Module(node.body, []))
    return made
