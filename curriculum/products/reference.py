"""Opens reference modules to the students: those that course.yml calls unlocked, and no others.

The destination is a volume that students read and cannot write. A module that is locked again disappears from it.
"""

from pathlib import Path

from curriculum.course import Course
from curriculum.products.build import write_if_changed


def ensure_reference(course: Course, root: Path, dest: Path) -> list[Path]:
    """Make `dest` hold tinytorch/core/<module>.py of the unlocked modules; return what was written or deleted."""
    core = Path("tinytorch", *course.modules[0].exports.split(".")[:-1])
    wanted = {}
    for number in course.unlocked:
        module = course.module(number)
        if module.built:
            file = core / f"{module.exports.rpartition('.')[2]}.py"
            wanted[dest / file] = (root / file).read_text(encoding="utf-8")
    locked = sorted(set((dest / core).glob("*.py")) - set(wanted))
    for file in locked:
        file.unlink()
    return locked + [file for file, text in wanted.items() if write_if_changed(file, text)]
