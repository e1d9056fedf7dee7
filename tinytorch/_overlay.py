"""Decides whose file an import of `tinytorch.core.X` runs: the learner's, the reference's, or nobody's.

Imports only the standard library. Which modules exist comes from the course (tinytorch/_modules.py).
"""
import importlib
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path

from tinytorch._modules import MODULES

_CORE = Path(__file__).with_name("core")
_BY_IMPORT = {module.import_name: module for module in MODULES}
_BY_ALIAS = {f"tinytorch.{alias}": module for module in MODULES for alias in module.aliases}


class ModuleNotBuiltError(ImportError):
    """A name of the course was imported before the learner built its module."""

    def __init__(self, name: str, module):
        self.module = module
        number = f"{module.number:02d}"
        super().__init__(f"{name} is not built yet: complete Module {number} ({module.title}) first: "
                         f"tito module complete {number}", name=name)


def workspace() -> Path:
    """The learner's directory: $TINYTORCH_HOME, else the nearest with `.tito/` at or above here, or home."""
    if home := os.environ.get("TINYTORCH_HOME"):
        return Path(home).expanduser()
    here = Path.cwd()
    return next((place for place in (here, *here.parents) if (place / ".tito").is_dir()), Path.home())


def origin(name: str) -> str:
    """Whose code an import would run now: "yours", "reference" or "missing".

    `name` is a module of the course: "tensor", "core.tensor", "01_tensor" or "tinytorch.core.tensor".
    Raises LookupError for any other name.
    """
    for module in MODULES:
        names = (module.name, module.slug, module.core_name, f"core.{module.core_name}", module.import_name)
        if name in names:
            return _locate(module)[0]
    raise LookupError(f"{name!r} is not a module of the course; its modules are "
                      + ", ".join(module.name for module in MODULES))


def ensure_installed() -> None:
    """Put the finder in front of Python's own, once."""
    if not any(isinstance(finder, OverlayFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, OverlayFinder())


def _locate(module) -> tuple[str, Path | None]:
    # Asked anew for every import, so that a module completed a moment ago is found by a running kernel.
    file = f"{module.core_name}.py"
    yours = workspace() / "tinytorch" / "core" / file
    # In a checkout the workspace may be the checkout itself: its core/ is the reference, not anybody's own.
    if os.environ.get("TINYTORCH_OVERLAY") != "off" and yours.is_file() and not _is_installed(yours):
        return "yours", yours
    reference = Path(os.environ.get("TINYTORCH_REFERENCE", "/srv/tinytorch-reference"))
    for place in (reference / "tinytorch" / "core" / file, _CORE / file):
        if place.is_file():
            return "reference", place
    return "missing", None


def _is_installed(file: Path) -> bool:
    return file.parent.resolve() == _CORE.resolve()


class OverlayFinder:
    """Answers for the modules of the course and their aliases; every other import is left to Python."""

    def find_spec(self, fullname, path=None, target=None):
        if module := _BY_ALIAS.get(fullname):
            if _locate(module)[0] == "missing":
                raise ModuleNotBuiltError(fullname, module)
            return ModuleSpec(fullname, _AliasLoader(module.import_name))
        if module := _BY_IMPORT.get(fullname):
            whose, file = _locate(module)
            if whose == "missing":
                raise ModuleNotBuiltError(fullname, module)
            loader = _LearnerLoader if whose == "yours" else SourceFileLoader
            return spec_from_file_location(fullname, file, loader=loader(fullname, str(file)))
        return None


class _LearnerLoader(SourceFileLoader):
    """Runs a learner's file, and says so when it fails."""

    def exec_module(self, module):
        try:
            super().exec_module(module)
        except ModuleNotBuiltError:
            raise
        except Exception as error:
            error.add_note(f"This error was raised by your own module, {self.path}. Correct its notebook and "
                           "complete the module again.")
            raise

    def set_data(self, path, data, *, _mode=0o666):
        # No byte code: Python tells fresh from stale by the second, and learners export faster than that.
        pass


class _AliasLoader:
    """Gives a module a second import path: one module object, two names."""

    def __init__(self, import_name):
        self.import_name = import_name

    def create_module(self, spec):
        module = importlib.import_module(self.import_name)
        self.spec = module.__spec__
        return module

    def exec_module(self, module):
        # The import system has just overwritten it with the alias's; reload and pickle need the real one.
        module.__spec__ = self.spec
