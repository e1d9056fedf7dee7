"""Inside the sandbox: notices what a cell changed of that on which tests rest, names it, and puts it back.

Sent over stdin as text. Objects are compared by identity with what they were before any student code ran. It
lives in the student's process: what it reports is worth a look, its silence proves nothing.
"""

import contextlib
import sys

from import_shadowing import Hiding
from watched_modules import WatchedModules
from watched_names import WatchedNames
from watched_shell import WatchedShell

MOST = 12  # changes named for one cell
PLAIN = (int, float, bool, str, list, tuple, dict, object)
ARRAYS = ("ndarray", "generic", "bool_", "float32", "float64")
NUMBERS = ("float64", "float32", "int64", "bool_")


class Watch:
    """What tests rest on. `begin` once per submission, `changes` after each cell.

    framework: names of modules that an assignment may extend; changes there are named but not undone.
    """

    def __init__(self, shell, recorder, framework=()):
        numpy = sys.modules.get("numpy")
        arrays, numbers = ([getattr(numpy, name) for name in names] if numpy else [] for names in (ARRAYS, NUMBERS))
        self.space = shell.user_ns
        self.shell = WatchedShell(shell, recorder, [int, float, bool, *numbers])
        self.modules = WatchedModules(framework, [*PLAIN, *arrays, *self.shell.classes])

    def begin(self, home, allowed, imports, modules=()):
        """allowed: labels that may change, those the reference changed; None to name and keep every change.
        imports: names that the tests use and no answer defines, see notebooks/content/trust.py.
        modules: those that tests import.
        """
        self.home, self.allowed = home, None if allowed is None else frozenset(allowed)
        self.names = WatchedNames(self.space, imports, home)
        rest_on = (*self.modules.modules, "unittest", *modules, *(of for of, _ in imports.values()))
        self.files = Hiding(home, {name.split(".")[0] for name in rest_on})

    def given(self, names):
        """Remember what the instructor's cell that just ran gave these names."""
        self.names.given(names)

    def changes(self):
        """Labels of what the last cell changed. Puts it back unless the assignment may change it."""
        try:
            return self._changes()
        except Exception as error:  # student code can break any of this, which is worth a look as well
            return [f"what watches for changes ({type(error).__name__})"]

    def _changes(self):
        said, learning = [], self.allowed is None
        changed = (self.modules.changed(learning), self.shell.changed(self.home), self.names.changed(), self.files.found())
        for label, place, undo in [each for found in changed for each in found]:
            owner = label.rpartition(".")[0]
            may = not learning and (label in self.allowed or owner in self.allowed)
            if label and not may and label not in said:
                said.append(label)
                if place is not None and not place.kept:
                    said.append(owner)
            if place is not None and (may or learning or not place.kept):
                place.renew()
            elif undo and not may and not learning:
                with contextlib.suppress(Exception):  # a type of Python itself, changed behind its lock
                    undo[0](*undo[1:])
        return said if learning else said[:MOST]
