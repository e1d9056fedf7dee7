"""Inside the sandbox: the modules and classes on which tests rest, member by member, and the code of their functions.

Sent over stdin as text; standard library only. Objects are compared by identity with what they were.
"""

import sys
import types

from watched_objects import MISSING, all_same, code_of, defaults_of, function_of, is_reloaded

WATCHED = """
builtins math random json json.encoder json.decoder operator functools itertools copy time contextlib os sys
importlib numpy numpy.testing numpy.testing._private.utils numpy.linalg numpy.linalg._linalg numpy.random
numpy._core.numeric numpy._core.fromnumeric numpy._core._methods IPython.core.interactiveshell
IPython.core.displayhook IPython.core.formatters IPython.core.compilerop IPython.core.inputtransformer2
"""
# IPython and the grader set these themselves while a cell runs.
FREE = {
    "builtins": {"_", "display", "get_ipython"},
    "sys": {"displayhook", "excepthook", "stdout", "stderr", "stdin", "last_type", "last_value", "last_traceback"},
}
PYTHON_CLASS = 1 << 9  # Py_TPFLAGS_HEAPTYPE: a class that can be changed


class Place:
    """A module or class and the objects in it. `kept` is False where an assignment may change it on purpose."""

    def __init__(self, owner, label, members, kept):
        self.owner, self.label, self.kept = owner, label, kept
        self.keys = tuple(members)
        self.renew()

    def renew(self):
        """Take what is there now for what shall be there."""
        self.get = vars(self.owner).get
        self.values = tuple(self.get(key, MISSING) for key in self.keys)

    def changed(self):
        """Yield a label and a function that undoes it, for each change; what a module made anew by itself has no label."""
        for key, value in zip(self.keys, self.values, strict=True):
            if (now := self.get(key, MISSING)) is not value:
                yield "" if is_reloaded(now, value) else f"{self.label}.{key}", self._undo(key, value)

    def _undo(self, key, value):
        return (delattr, self.owner, key) if value is MISSING else (setattr, self.owner, key, value)


def places(module, kept):
    """The module, and the classes it defines in Python."""
    name = module.__name__
    members = {
        key: value
        for key, value in vars(module).items()
        if key not in FREE.get(name, ()) and (callable(value) or isinstance(value, types.ModuleType))
    }
    yield Place(module, name, members, kept)
    for key, value in members.items():
        if isinstance(value, type) and value.__module__ == name and value.__flags__ & PYTHON_CLASS:
            yield class_place(value, f"{name}.{key}", kept)


def class_place(owner, label, kept=True):
    """The methods and properties of a class as one place."""
    wrapped = (property, classmethod, staticmethod)
    own = {k: v for k, v in vars(owner).items() if callable(v) or isinstance(v, wrapped)}
    return Place(owner, label, own, kept)


class WatchedModules:
    """Those of WATCHED and of the `framework`, which an assignment may extend, with classes that lie elsewhere."""

    def __init__(self, framework, classes):
        self.modules = {name: sys.modules[name] for name in (*WATCHED.split(), *framework) if name in sys.modules}
        found = [place for name, module in self.modules.items() for place in places(module, name not in framework)]
        found += [class_place(one, one.__qualname__.split(".")[-1]) for one in classes]
        self.places = [place for place in found if place.keys]
        functions = (function_of(value) for place in self.places for value in place.values)
        self.functions = list({id(each): each for each in functions if each is not None}.values())
        self.codes, self.defaults = list(map(code_of, self.functions)), list(map(defaults_of, self.functions))

    def changed(self, learning):
        """Yield (label, place or None, what undoes it); while `learning`, what code has become is what it shall be."""
        for place in self.places:
            if not all_same(map(place.get, place.keys), place.values):
                for label, undo in place.changed():
                    yield label, place, undo
        for name, of, then in (("__code__", code_of, self.codes), ("__defaults__", defaults_of, self.defaults)):
            if not all_same(map(of, self.functions), then):
                for number, (function, value) in enumerate(zip(self.functions, then, strict=True)):
                    if of(function) is not value:
                        yield f"{function.__module__}.{function.__qualname__}", None, (setattr, function, name, value)
                        if learning:
                            then[number] = of(function)
        for name, module in self.modules.items():
            if sys.modules.get(name) is not module:
                yield f"sys.modules[{name!r}]", None, (sys.modules.__setitem__, name, module)
