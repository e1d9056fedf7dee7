"""What the learner of a module has not met yet: the modules out of reach, and what they define."""
import re

from curriculum.course import Module
from curriculum.prerequisites.definitions import CourseDefinitions


class Unmet:
    """What the learner of a module has not met: `modules`, and by name which module defines what."""

    def __init__(self, module: Module, definitions: CourseDefinitions):
        met = [definitions.of(each.number) for each in definitions.within_reach(module)]
        met_names = {name for each in met for name in each.names}
        self.module = module
        self.met_members = [each.members for each in met]
        self.modules = definitions.out_of_reach(module)
        self.names: dict[str, Module] = {}
        self.members: dict[str, Module] = {}
        for other in self.modules:
            defined = definitions.of(other.number)
            for name in defined.names - met_names:
                self.names.setdefault(name, other)
            for name in defined.members:
                self.members.setdefault(name, other)
        public = [re.escape(name) for name, owner in self.names.items() if name in owner.provides]
        word = rf"\b({'|'.join(public) or '(?!)'})\b"
        self.word = re.compile(word)
        # PyTorch has some of the same names, and a comparison with it may show them.
        self.call = re.compile(rf"(?<![\w.])(?:(?!torch\b)[\w.]*\.)?{word}\(")

    def told(self, other: Module) -> str:
        """The module and what to do about it, for a fault."""
        name = f"Module {other.label} ({other.title})"
        if other.number > self.module.number:
            return f"{name}, which the learner has not built yet; do without it"
        return f"{name}, which is no prerequisite; add {other.number} to them in course.yml or do without it"
