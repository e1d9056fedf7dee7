"""Lazy names for the packages that learners import from, such as `tinytorch.nn`.

Which module provides which name comes from the course (tinytorch/_modules.py). Nothing is imported early.
"""
import importlib
import sys

from tinytorch._modules import MODULES
from tinytorch._overlay import ModuleNotBuiltError, origin

_SUBPACKAGES = ("core", "nn", "optim", "data", "datasets", "perf", "benchmarking", "olympics")


def _wake_gradients():
    # Importing Module 05 activates it. Whoever has built it expects backward() to work, whichever name they import first.
    if origin("autograd") != "missing":
        importlib.import_module("tinytorch.core.autograd")


def names_of(package: str):
    """The `__getattr__` and `__dir__` of `package`.

    tinytorch and tinytorch.core offer all public names of the course, tinytorch.nn and its like their own.
    A name whose module is not built raises ModuleNotBuiltError, and `dir()` leaves it out.
    """
    facade = package.rpartition(".")[2]
    offered = [module for module in MODULES if facade in ("tinytorch", "core", module.facade)]
    home = {name: module for module in offered for name in module.provides}

    def __getattr__(name):
        if package == "tinytorch" and name in _SUBPACKAGES:
            return importlib.import_module(f"{package}.{name}")
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = home[name]
        if origin(module.core_name) == "missing":
            raise ModuleNotBuiltError(f"{package}.{name}", module)
        _wake_gradients()
        return getattr(importlib.import_module(module.import_name), name)

    def __dir__():
        built = [name for name, module in home.items() if origin(module.core_name) != "missing"]
        return sorted({*vars(sys.modules[package]), *built})

    return __getattr__, __dir__
