"""Inside the sandbox: finds files of a submission that would be imported in the place of an installed module.

Sent over stdin as text; standard library only. It runs in the student's process and only names them.
"""

import os
import sys

from notebooks.shadowing import hidden_module

STARTUP = ("sitecustomize.py", "usercustomize.py", ".ipython")


class Hiding:
    """The files in `home`, of which those are there already that were handed in. rests: modules on which tests rest."""

    def __init__(self, home, rests):
        self.home, self.rests, self.seen, self.handed_in = home, rests, set(), set(os.listdir(home))

    def found(self):
        for name in os.listdir(self.home):
            if name in self.seen:
                continue
            hidden = hidden_module(self.home, name)
            if name in STARTUP or name.endswith(".pth") or (hidden and self._matters(name, hidden)):
                self.seen.add(name)
                yield f"the file {name}", None, None
            elif not hidden and not os.path.isdir(os.path.join(self.home, name)):
                self.seen.add(name)  # what a folder holds may change

    def _matters(self, name, module):
        """Whether a file that hides a module is more than a scratch file with an unlucky name.

        It is in nobody's way until it is imported in the place of what tests rest on, or made for that by a cell.
        """
        if module not in self.rests:
            return False
        file = getattr(sys.modules.get(module), "__file__", None)
        return name not in self.handed_in or bool(file and file.startswith(self.home))
