"""Decorators that write into what a function was given, before or after its work; used inside of cell_runner.py.

`paths` says what there is to write into: `x`, `x.grad`, `self.parameters[*].grad`.
"""
import functools
import inspect
import json
import sys
from collections.abc import Iterator

import numpy as np

DEEPEST = 3
seen: dict[str, dict[str, list]] = {}  # by function: the paths that lead to arrays before its work, and after it


def recorded(function):
    """Note what each call could write into."""
    def note(given, when):
        found = seen.setdefault(function.__qualname__, {"before": [], "after": []})[when]
        found += [path for path in dict.fromkeys(path for path, _ in arrays_of(given)) if path not in found]
    return _around(function, note)


def scribbled(path: str, when: str):
    """Write into all arrays to which `path` leads; `when`: "before" or "after"."""
    def write(given, now):
        for each, array in list(arrays_of(given)) if now == when else ():
            if each == path:
                array[...] = ~array if array.dtype.kind == "b" else -1 - array
    return lambda function: _around(function, write)


def _around(function, act):
    signature = inspect.signature(function)

    def given(args, kwargs):
        try:
            return signature.bind(*args, **kwargs).arguments
        except TypeError:
            return {}  # the call itself will raise

    @functools.wraps(function)
    def called(*args, **kwargs):
        arguments = given(args, kwargs)
        act(arguments, "before")
        result = function(*args, **kwargs)
        act(arguments, "after")
        return result

    @functools.wraps(function)
    def generating(*args, **kwargs):
        arguments = given(args, kwargs)
        act(arguments, "before")
        yield from function(*args, **kwargs)
        act(arguments, "after")

    return generating if inspect.isgeneratorfunction(function) else called


def arrays_of(arguments: dict) -> Iterator[tuple[str, np.ndarray]]:
    """Each array that is given, with the way to it; a Tensor's own numbers go by the name of the Tensor."""
    met: set[int] = set()
    for name, value in arguments.items():
        yield from _arrays(value, name, 0, met)


def _arrays(value, path, depth, met):
    if depth > DEEPEST or id(value) in met:
        return
    met.add(id(value))
    if isinstance(value, np.ndarray):
        if value.size and value.dtype.kind in "biuf":
            yield path, value
    elif isinstance(value, (list, tuple, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _arrays(each, f"{path}[*]", depth, met)
    elif any(each.__name__ == "Tensor" for each in type(value).__mro__):
        if isinstance(getattr(value, "data", None), np.ndarray):
            yield from _arrays(value.data, path, depth, met)
        yield from _arrays(getattr(value, "grad", None), f"{path}.grad", depth, met)
    elif type(value).__module__.partition(".")[0] in ("__main__", "tinytorch") and hasattr(value, "__dict__"):
        for name, each in vars(value).items():
            yield from _arrays(each, f"{path}.{name}", depth + 1, met)


def tell():
    """What was seen, for whoever reads the report of the cell that calls this."""
    json.dump(seen, sys.stderr)
