"""Inside the sandbox: notices what a cell changed of that on which tests rest, names it, and puts it back.

Sent over stdin as text. Objects are compared by identity with what they were before any student code ran. It
lives in the student's process: what it reports is worth a look, its silence proves nothing.
"""

import contextlib
import operator
import sys
import types

from import_shadowing import Hiding

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
PARTS = ("displayhook", "display_pub", "compile", "input_transformer_manager", "display_formatter", "events", "user_ns")
MOST = 12  # changes named for one cell
MISSING = object()
# Under the name of a function, these only make a test fail: a mistake, not a trick.
DATA = {type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, type(MISSING)}
PYTHON_CLASS = 1 << 9  # Py_TPFLAGS_HEAPTYPE: a class that can be changed


def function_of(value):
    """The Python function behind a value, or None; NumPy and decorators wrap theirs."""
    for attribute in ("_implementation", "__func__", "fget"):
        value = getattr(value, attribute, None) or value
    return value if isinstance(value, types.FunctionType) else None


code_of = operator.attrgetter("__code__")
defaults_of = operator.attrgetter("__defaults__")


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
        """Yield a label and a function that undoes it, for each change."""
        for key, value in zip(self.keys, self.values, strict=True):
            if self.get(key, MISSING) is not value:
                yield f"{self.label}.{key}", self._undo(key, value)

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
            yield from class_place(value, f"{name}.{key}", kept)


def class_place(owner, label, kept=True):
    wrapped = (property, classmethod, staticmethod)
    own = {k: v for k, v in vars(owner).items() if callable(v) or isinstance(v, wrapped)}
    yield Place(owner, label, own, kept)


class Watch:
    """What tests rest on. `begin` once per submission, `changes` after each cell.

    framework: names of modules that an assignment may extend; changes there are named but not undone.
    """

    def __init__(self, shell, recorder, framework=()):
        self.shell, self.recorder, self.said = shell, recorder, set()
        self.modules = {name: sys.modules[name] for name in (*WATCHED.split(), *framework) if name in sys.modules}
        self.places = [
            place for name, module in self.modules.items() for place in places(module, name not in framework)
        ]
        numpy = self.modules.get("numpy")
        types_ = [int, float, bool, str, list, tuple, dict, object]
        self.numbers = [int, float, bool]
        if numpy:
            types_ += [numpy.ndarray, numpy.generic, numpy.bool_, numpy.float32, numpy.float64]
            self.numbers += [numpy.float64, numpy.float32, numpy.int64, numpy.bool_]
        parts = {name: getattr(shell, name) for name in PARTS}
        self.parts = parts
        for one in (*types_, type(shell), type(recorder), type(parts["displayhook"]), type(parts["display_pub"])):
            self.places += class_place(one, one.__qualname__.split(".")[-1])
        self.places = [place for place in self.places if place.keys]
        found = (function_of(value) for place in self.places for value in place.values)
        self.functions = list({id(each): each for each in found if each is not None}.values())
        self.codes, self.defaults = list(map(code_of, self.functions)), list(map(defaults_of, self.functions))
        machines = {"the shell": shell, "the recorder": recorder} | {f"the shell's {k}": v for k, v in parts.items()}
        self.machines = [(label, one, type(one)) for label, one in machines.items() if hasattr(one, "__dict__")]
        self.calls = [{k: v for k, v in vars(one).items() if callable(v)} for _, one, _ in self.machines]
        self.lists = {
            "ast_transformers": lambda: shell.ast_transformers,
            "input_transformers_post": lambda: shell.input_transformers_post,
            "cleanup_transforms": lambda: parts["input_transformer_manager"].cleanup_transforms,
            "line_transforms": lambda: parts["input_transformer_manager"].line_transforms,
            "token_transformers": lambda: parts["input_transformer_manager"].token_transformers,
            **{f"event {name}": lambda name=name: parts["events"].callbacks[name] for name in parts["events"].callbacks},
            "sys.meta_path": lambda: sys.meta_path,
            "sys.path_hooks": lambda: sys.path_hooks,
        }
        self.before = {label: tuple(found()) for label, found in self.lists.items()}
        self.printers = parts["display_formatter"].formatters["text/plain"].type_printers
        self.shown = {one: self.printers[one] for one in self.numbers if one in self.printers}

    def begin(self, home, allowed, imports, modules=()):
        """allowed: labels that may change, those the reference changed; None to name and keep every change.
        imports: names that the tests use and no answer defines, see notebooks/content/trust.py.
        modules: those that tests import.
        """
        self.imports = imports
        self.home, self.allowed = home, None if allowed is None else frozenset(allowed)
        self.names = {"__builtins__": (self.shell.user_ns.get("__builtins__", MISSING), None)}
        rests = {name.split(".")[0] for name in (*self.modules, "unittest", *modules, *(of for of, _ in imports.values()))}
        self.files = Hiding(home, rests)

    def given(self, names):
        """Remember what the instructor's cell that just ran gave these names."""
        for name in names:
            if (value := self.shell.user_ns.get(name, MISSING)) is not MISSING:
                self.names[name] = value, getattr(function_of(value), "__code__", None)

    def changes(self):
        """Labels of what the last cell changed. Puts it back unless the assignment may change it."""
        try:
            return self._changes()
        except Exception as error:  # student code can break any of this, which is worth a look as well
            return [f"what watches for changes ({type(error).__name__})"]

    def _changes(self):
        said = []
        for label, place, undo in [*self._in_places(), *self._in_machines(), *self._in_interpreter(), *self.files.found()]:
            owner = label.rpartition(".")[0]
            may = self.allowed is not None and (label in self.allowed or owner in self.allowed)
            if not may and label not in said:
                said.append(label)
                if place is not None and not place.kept:
                    said.append(owner)
            if place is not None and (may or self.allowed is None or not place.kept):
                place.renew()
            elif undo and not may and self.allowed is not None:
                with contextlib.suppress(Exception):  # a type of Python itself, changed behind its lock
                    undo[0](*undo[1:])
        return said[:MOST] if self.allowed is not None else said

    def _in_places(self):
        for place in self.places:
            # At the speed of C for the common case; this runs after every cell.
            if not all(map(operator.is_, map(place.get, place.keys), place.values)):
                for label, undo in place.changed():
                    yield label, place, undo
        for name, of, then in (("__code__", code_of, self.codes), ("__defaults__", defaults_of, self.defaults)):
            if not all(map(operator.is_, map(of, self.functions), then)):
                for number, (function, value) in enumerate(zip(self.functions, then, strict=True)):
                    if of(function) is not value:
                        yield f"{function.__module__}.{function.__qualname__}", None, (setattr, function, name, value)
                        if self.allowed is None:
                            then[number] = of(function)

    def _in_machines(self):
        for (label, one, kind), before in zip(self.machines, self.calls, strict=True):
            if type(one) is not kind:
                yield f"{label}.__class__", None, (object.__setattr__, one, "__class__", kind)
            now = vars(one)
            for key in [key for key, value in now.items() if callable(value) and before.get(key) is not value]:
                # What its class does not know, such as the last result, nothing calls.
                if (key in before or hasattr(kind, key)) and self._students(now[key]):
                    undo = (now.__setitem__, key, before[key]) if key in before else (now.pop, key)
                    yield f"{label}.{key}", None, undo
        for name, part in self.parts.items():
            if getattr(self.shell, name) is not part:
                yield f"the shell's {name}", None, (setattr, self.shell, name, part)
        if self.shell.custom_exceptions:
            yield "the shell's custom exceptions", None, (setattr, self.shell, "custom_exceptions", ())
        for number, printer in self.shown.items():
            if self.printers.get(number) is not printer:
                yield f"how {number.__name__} is shown", None, (self.printers.__setitem__, number, printer)
        if type(self.recorder.outputs) is not list:
            yield "the recorder's outputs", None, (setattr, self.recorder, "outputs", list(self.recorder.outputs))
        for label, found in self.lists.items():
            now, before = found(), self.before[label]
            if len(now) != len(before) or not all(map(operator.is_, now, before)):
                gone = any(each not in now for each in before)
                if type(now) is not list or gone or any(map(self._students, set_apart(now, before))):
                    yield label, None, (put_back, now, before)
                else:
                    self.before[label] = tuple(now)

    def _in_interpreter(self):
        for label in ("settrace", "setprofile"):
            if getattr(sys, label.replace("set", "get"))() is not None:
                yield f"sys.{label}", None, (getattr(sys, label), None)
        for name, module in self.modules.items():
            if sys.modules.get(name) is not module:
                yield f"sys.modules[{name!r}]", None, (sys.modules.__setitem__, name, module)
        space = self.shell.user_ns
        for name, (value, code) in self.names.items():
            now = space.get(name, MISSING)
            if now is not value and type(now) not in DATA:
                undo = (space.pop, name, None) if value is MISSING else (space.__setitem__, name, value)
                yield f"the name {name}", None, undo
            elif now is value and code is not None and function_of(now).__code__ is not code:
                yield f"the name {name}", None, (setattr, function_of(now), "__code__", code)

        # Tests mean the module whatever the name stands for, see notebooks/shell/names.py; a made up one is worth a look.
        for name, (module, attribute) in self.imports.items():
            now = space.get(name)
            if attribute is None and name not in self.said and now is not sys.modules.get(module) and self._made_up(now):
                self.said.add(name)
                yield f"the name {name}", None, None

    def _made_up(self, value):
        return isinstance(value, (type, types.ModuleType)) and self._students(value)

    def _students(self, value):
        """Whether an object comes from student code: not from a file outside the submission."""
        function = function_of(value)
        name = getattr(function or value, "__module__", None) if function or isinstance(value, type) else None
        name = name or type(getattr(value, "__self__", value)).__module__
        file = getattr(sys.modules.get(name), "__file__", None)
        known = name in sys.builtin_module_names or name in ("_frozen_importlib", "_frozen_importlib_external")
        return not known and (file is None or file.startswith(self.home))


def set_apart(now, before):
    return [each for each in now if not any(each is one for one in before)]


def put_back(now, before):
    now[:] = before
