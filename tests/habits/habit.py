"""An honest way of working as a file of this folder, in a directory per kind. Every one must earn all points without a remark.

    KIND/NAME.py       sections as in tests/hostile: `# %% add` replaces a cell's source, `# %% new after add` puts one in
    KIND/NAME.files/   files handed in beside the notebook
"""

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import coursework
from hostile_case import edited

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Habit:
    path: Path

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}-{self.path.stem}"

    def notebook(self) -> dict:
        """A right submission with the habit in it, and with its question answered."""
        right = coursework.changed(coursework.answered(), why="Because it does.")
        return edited(right, self.path.read_text())

    def hand_in(self, root: Path) -> None:
        coursework.submit(root, self.name, self.notebook())
        if (beside := self.path.with_suffix(".files")).is_dir():
            shutil.copytree(beside, root / "submitted" / self.name / coursework.ASSIGNMENT, dirs_exist_ok=True)


def load_habits() -> list[Habit]:
    """All habits, by name, or those whose name begins as the variable HABITS says."""
    found = [Habit(path) for path in sorted(HERE.glob("*/*.py"))]
    return [habit for habit in found if re.match(os.environ.get("HABITS", ""), habit.name)]


def large_data(root: Path) -> str:
    """Hand in a data file of 12.8 MB, which an answer reads; the name of the student."""
    answer = "def add(a, b):\n    assert np.load('weights.npy').size == 1_600_000\n    return a + b"
    coursework.submit(root, "large-data", coursework.changed(coursework.answered(), why="It does.", add=answer))
    import numpy

    numpy.save(root / "submitted" / "large-data" / coursework.ASSIGNMENT / "weights.npy", numpy.zeros(1_600_000))
    return "large-data"


def large_outputs(root: Path) -> str:
    """Hand in a notebook of 22 MB, nearly all of it outputs; the name of the student."""
    nb = coursework.changed(coursework.answered(), why="It does.")
    shown = {"output_type": "stream", "name": "stdout", "text": ["0123456789" * 10 + "\n"] * 220_000}
    coursework.source_of(nb, "add")["outputs"] = [shown]
    coursework.submit(root, "large-outputs", json.dumps(nb))
    return "large-outputs"
