"""Where a module's notebook comes from: a release directory, the classroom's exchange, the installed package, or a checkout.

A source only hands out files; it never touches the learner's copy.
"""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from curriculum.course import COURSE_FILE
from tito.assignments.notebook import read_notebook
from tito.course import title
from tito.errors import EnvironmentProblem
from tito.exchange import classroom
from tito.times import shown
from tito.workspace import copy_tree, write_atomically


def not_released(course, module) -> str:
    """What is said everywhere of a module that the classroom has not released."""
    planned = course.window(module.number).release
    when = f"It is planned for {shown(planned)}." if planned else "Your instructor decides when."
    return f"{title(module)} is not released yet. {when}"


@dataclass(frozen=True)
class DirectorySource:
    """Release notebooks as `<root>/<slug>/<slug>.ipynb`. `remedy` tells how to get one that is not there."""

    root: Path
    remedy: str
    name: str

    def released(self, course) -> set[str]:
        return {path.stem for path in self.root.glob("*/*.ipynb") if path.stem == path.parent.name}

    def bring(self, course, module, destination: Path) -> Path:
        """Copy the module's files to `destination`/<slug>; return that directory."""
        if module.slug not in self.released(course):
            raise EnvironmentProblem(f"The notebook of {title(module)} is not in {self.root}.", self.remedy)
        return copy_tree(self.root / module.slug, destination / module.slug)


@dataclass(frozen=True)
class ClassroomSource:
    """The classroom's exchange: a module exists once the instructor has released it."""

    name: str = "classroom"

    def released(self, course) -> set[str]:
        return classroom.list_released(course)

    def bring(self, course, module, destination: Path) -> Path:
        """Fetch the module's files into `destination`/<slug>; return that directory."""
        released = self.released(course)
        if module.slug not in released:
            ready = ", ".join(sorted(slug.split("_")[0] for slug in released)) or "none yet"
            raise EnvironmentProblem(not_released(course, module), f"Released modules: {ready}.")
        return classroom.fetch_assignment(course, module.slug, destination)


def find_source():
    """Return the source here: $TINYTORCH_RELEASE_DIR, else the classroom, the installed package, the source checkout."""
    if directory := os.environ.get("TINYTORCH_RELEASE_DIR"):
        return DirectorySource(
            Path(directory),
            "Check TINYTORCH_RELEASE_DIR, or use an image that holds this module.",
            "release directory",
        )
    if classroom.in_classroom():
        return ClassroomSource()
    package = COURSE_FILE.parent
    if (package / "notebooks").is_dir():
        return DirectorySource(
            package / "notebooks", "Install a version of TinyTorch that has this module.", "installed package"
        )
    checkout = package.parent
    if (checkout / "curriculum" / "modules").is_dir():
        return DirectorySource(
            checkout / "build" / "release",
            f"Build the notebooks first: make -C {checkout} build",
            "source checkout",
        )
    raise EnvironmentProblem(
        "This installation has no notebooks and is not part of a classroom.",
        "Install TinyTorch from a clone (`pip install CLONE`), or set TINYTORCH_RELEASE_DIR to a directory of "
        "release notebooks.",
    )


def cache_release(workspace, course, module) -> None:
    """Keep the released notebook where none is kept, as after JupyterLab's *Fetch*, if it can be had."""
    target = workspace.cached_release(module)
    if workspace.released_notebook(module).exists() or target.exists():
        return
    with contextlib.suppress(EnvironmentProblem), workspace.staging() as name:
        file = find_source().bring(course, module, Path(name)) / f"{module.slug}.ipynb"
        write_atomically(target, file.read_bytes())


def read_release(workspace, module) -> dict | None:
    """The notebook as it was released, or None where that is not known."""
    places = (workspace.released_notebook(module), workspace.cached_release(module))
    return next((read_notebook(place) for place in places if place.exists()), None)
