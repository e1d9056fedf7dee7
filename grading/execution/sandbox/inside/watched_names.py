"""Inside the sandbox: the notebook's own names on which tests rest: what locked cells gave them, and imported modules.

Sent over stdin as text; standard library only.
"""

import sys
import types

from watched_objects import MISSING, function_of, is_students

# Under the name of a function, these only make a test fail: a mistake, not a trick.
DATA = {type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, type(MISSING)}


class WatchedNames:
    """Names in `space`. imports: those that the tests use and no answer defines, see notebooks/content/trust.py."""

    def __init__(self, space, imports, home):
        self.space, self.imports, self.home, self.said = space, imports, home, set()
        self.names = {"__builtins__": (space.get("__builtins__", MISSING), None)}

    def given(self, names):
        """Remember what the instructor's cell that just ran gave these names."""
        for name in names:
            if (value := self.space.get(name, MISSING)) is not MISSING:
                self.names[name] = value, getattr(function_of(value), "__code__", None)

    def changed(self):
        """Yield (label, None, what undoes it or None)."""
        space = self.space
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
        return isinstance(value, (type, types.ModuleType)) and is_students(value, self.home)
