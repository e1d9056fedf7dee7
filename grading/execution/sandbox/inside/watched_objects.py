"""Inside the sandbox: what the parts of the watch ask of any object: the function behind it, and whether a student made it.

Sent over stdin as text; standard library only.
"""

import operator
import sys
import types

MISSING = object()
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
