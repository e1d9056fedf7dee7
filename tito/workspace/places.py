"""The learner's workspace: where notebooks, the exported package and tito's own state lie.

The package's overlay decides which directory that is; this module only names the places inside it.
"""

import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tito.errors import EnvironmentProblem


@dataclass(frozen=True)
class Workspace:
    """The paths below one workspace directory. Nothing is created by asking for a path."""

    root: Path

    @property
    def modules(self) -> Path:
        return self.root / "modules"

    @property
    def state(self) -> Path:
        return self.root / ".tito"

    def notebook(self, module) -> Path:
        return self.modules / module.slug / f"{module.slug}.ipynb"

    def package_file(self, module) -> Path:
        """Where the learner's own `tinytorch.core.<name>` is exported to."""
        return self.root.joinpath("tinytorch", *module.exports.split(".")).with_suffix(".py")

    def released_notebook(self, module) -> Path:
        """The notebook as it was released, kept to run its tests unchanged and to start over."""
        return self.state / "released" / f"{module.slug}.ipynb"

    def cached_release(self, module) -> Path:
        """The same for a notebook that was not brought by tito: it may have been begun from an older release."""
        return self.state / "released" / "looked-up" / f"{module.slug}.ipynb"

    def backups(self, module) -> Path:
        return self.state / "backups" / module.slug

    def staging(self) -> tempfile.TemporaryDirectory:
        """A directory on the workspace's own file system, so that a finished file can be moved into place."""
        directory = self.state / "staging"
        directory.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=directory)

    def clear_staging(self) -> None:
        """Delete what commands that were killed left there; what is younger than a day may still be in use."""
        for left in (self.state / "staging").glob("*"):
            if left.stat().st_mtime < time.time() - 86400:
                shutil.rmtree(left, ignore_errors=True)


def find_workspace() -> Workspace:
    """Return the workspace of this directory, set up or not."""
    from tinytorch._overlay import workspace

    return Workspace(Path(workspace()).resolve())


def require_workspace() -> Workspace:
    """Return the workspace; raise EnvironmentProblem if `tito setup` has not prepared it."""
    found = find_workspace()
    if not found.state.is_dir():
        raise EnvironmentProblem(
            f"There is no TinyTorch workspace in {found.root}.",
            "Run `tito setup` to make it, or `tito setup DIRECTORY` to work somewhere else.",
        )
    return found


def refuse_source_tree(root: Path) -> None:
    """Raise EnvironmentProblem where `tinytorch/` is the package's source: an export would overwrite it."""
    if (root / "tinytorch" / "__init__.py").exists():
        raise EnvironmentProblem(
            f"{root} holds the source of TinyTorch itself; your exported modules would overwrite it.",
            "Choose another directory: `tito setup ~/tinytorch-work`, then `cd ~/tinytorch-work`.",
        )
