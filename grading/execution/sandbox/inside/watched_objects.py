"""Inside the sandbox: what the parts of the watch ask of any object: the function behind it, and whether a student made it.

Sent over stdin as text; standard library only.
"""

import operator
import sys
import types

MISSING = object()
PLAIN = {type(None), bool, int, float, complex, str, bytes, types.CodeType}
code_of = operator.attrgetter("__code__")
defaults_of = operator.attrgetter("__defaults__")


def function_of(value):
    """The Python function behind a value, or None; NumPy and decorators wrap theirs."""
    for attribute in ("_implementation", "__func__", "fget"):
        value = getattr(value, attribute, None) or value
    return value if isinstance(value, types.FunctionType) else None


def is_students(value, home):
    """Whether an object comes from student code: not from a file outside the submission, which is in `home`."""
    function = function_of(value)
    name = getattr(function or value, "__module__", None) if function or isinstance(value, type) else None
    name = name or type(getattr(value, "__self__", value)).__module__
    file = getattr(sys.modules.get(name), "__file__", None)
    known = name in sys.builtin_module_names or name in ("_frozen_importlib", "_frozen_importlib_external")
    return not known and (file is None or file.startswith(home))


def all_same(now, before):
    """Whether two rows of equal length hold the same objects; at the speed of C, for it runs after every cell."""
    return all(map(operator.is_, now, before))


def is_reloaded(new, old, levels=8):
    """Whether `new` looks like `old` made again from the same text in the same module, as `importlib.reload` makes it."""

    def same(one, other):
        return is_reloaded(one, other, levels - 1)

    if new is old or not levels:
        return True
    if type(old) in PLAIN:
        return type(new) is type(old) and new == old
    if type(old) in (tuple, list):
        return type(new) is type(old) and len(new) == len(old) and all(map(same, new, old))
    if isinstance(old, type):
        names = isinstance(new, type) and (new.__module__, new.__qualname__) == (old.__module__, old.__qualname__)
        members = {key: value for key, value in vars(old).items() if callable(value) or hasattr(value, "__get__")}
        return names and all(key in vars(new) and same(vars(new)[key], value) for key, value in members.items())
    if not same(type(new), type(old)) or name_of(new) != name_of(old):
        return False
    function, other = function_of(old), function_of(new)
    if function is None or other is None:
        return other is function and same(type(getattr(new, "__self__", None)), type(getattr(old, "__self__", None)))
    return other.__globals__ is function.__globals__ and same(made_of(other), made_of(function))


def name_of(value):
    """The name that an object bears itself, if any."""
    return getattr(value, "__name__", None)


def made_of(function):
    """What a function consists of besides its globals."""
    around = [cell.cell_contents for cell in function.__closure__ or ()]
    more = function.__kwdefaults__ or {}
    return [function.__code__, function.__defaults__, list(more), list(more.values()), around]
