"""Files that Python can import in the place of an installed module, because they lie beside the notebook and bear its name.

`tito`, *Validate*, *Submit* and the course page tell the student of them; the grader's sandbox, into which this is sent as text,
knows by it what to watch. Standard library only.
"""

import importlib.machinery
import os
import sys

# Python has them, and no program imports them.
UNUSED = {"antigravity", "idlelib", "test", "this", "turtledemo"}
# The longest first, so that a name loses all of its suffix.
SUFFIXES = sorted(importlib.machinery.all_suffixes(), key=len, reverse=True)


def hidden_module(folder, name):
    """The installed module in whose place `name`, a file or a folder in `folder`, can be imported; "" if there is none."""
    path = os.path.join(folder, name)
    # Python takes a folder without this file only where it finds nothing else, so that it hides nothing.
    package = any(os.path.isfile(os.path.join(path, "__init__" + suffix)) for suffix in SUFFIXES)
    module = name if package else next((name.removesuffix(each) for each in SUFFIXES if name.endswith(each)), "")
    if not module.isidentifier() or module in UNUSED or module in sys.builtin_module_names:
        return ""
    if not package and not os.path.isfile(path):
        return ""
    if module in sys.stdlib_module_names:
        return module
    elsewhere = [place for place in sys.path if place and not _overlap(place, folder)]
    return module if importlib.machinery.PathFinder.find_spec(module, elsewhere) is not None else ""


def shadowing(folder):
    """A sentence, with what to do, on each file or folder in `folder` that hides an installed module."""
    return [
        f"{name} beside the notebook hides the library {module}: `import {module}` in JupyterLab can take yours instead, and "
        f"then cells that are right fail. Rename it, as in my_{name}, and restart the kernel (Kernel, Restart Kernel)."
        for name in sorted(os.listdir(folder))
        if (module := hidden_module(folder, name))
    ]


def _overlap(place, folder):
    """Whether one lies in the other: then it is no place of installed modules, but the student's, or where a command began."""
    one, other = (os.path.join(os.path.realpath(each), "") for each in (place, folder))
    return one.startswith(other) or other.startswith(one)
