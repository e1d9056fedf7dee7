"""TinyTorch: a small framework for machine learning that its users build themselves, module by module.

Every name is looked up when it is asked for, so that `import tinytorch` works from the first day on and grows
with each completed module. Which file a module comes from is decided in `tinytorch._overlay`.
"""
from tinytorch import _overlay
from tinytorch._facade import names_of
from tinytorch._overlay import ModuleNotBuiltError, origin, workspace

__version__ = "0.1.0"
__all__ = ["ModuleNotBuiltError", "origin", "workspace"]

_overlay.ensure_installed()
__getattr__, __dir__ = names_of(__name__)
