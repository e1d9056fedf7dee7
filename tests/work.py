"""The students' notebooks, made from what they fetched, and what each of them must earn.

Some are right, some have a mistake of the collection in tests/mistakes, one runs for ever in one cell. What they must earn comes
from the modules' sources and from the quick grader of tests/curriculum, not from the pipeline that is tested here.
"""

import sys
from functools import cached_property
from pathlib import Path

import nbformat

from curriculum.course import load_course

sys.path.insert(0, str(Path(__file__).parent / "curriculum" / "modules"))
import grade_in_process as quick  # noqa: E402

MODULE = load_course().module(1)
MISTAKES = {
    1: "keepdims_dropped",
    2: "sigmoid_mirrored",
    3: "dropout_always_on",
    4: "cross_entropy_softmax_twice",
    5: "lost_broadcast",
    6: "bias_correction_forgotten",
    7: "clips_each_gradient_alone",
}
LOOP_CELL = "tensor-reshape"
REFLECTION = "A batch of 32 images of 784 numbers takes 32 * 784 * 4 = 100352 bytes; a view of it takes none."


class Work:
    """What the students hand in for a module. Each method takes the fetched notebook (JSON) and returns the finished one."""

    def __init__(self, number: int = MODULE.number):
        self.number = number
        self.reference = quick.instructor_notebook(number)

    def right(self, fetched: str) -> str:
        return self._filled(fetched, self.reference.cells)

    def with_mistake(self, fetched: str) -> str:
        return self._filled(fetched, quick.with_mistake(self.reference, self.mistake))

    def endless(self, fetched: str) -> str:
        return self._filled(fetched, self._with_loop("while True:\n    pass"))

    @cached_property
    def points_right(self) -> float:
        return _sum(quick.grade_reference(self.number))

    @property
    def points_with_mistake(self) -> float:
        return self.mistake.points

    @cached_property
    def points_endless(self) -> float:
        """What the other cells earn: those that do not need the cell that never ends."""
        return _sum(quick.grade(self._with_loop("raise TimeoutError")))

    @property
    def hidden_lines(self) -> list[str]:
        """Lines of the hidden tests that are long enough to be recognized."""
        hidden = [cell.source for cell in self.reference.cells if "### BEGIN HIDDEN TESTS" in cell.source]
        return [line.strip() for source in hidden for line in source.splitlines() if "assert" in line or "expect_" in line]

    @property
    def mistake(self) -> quick.Mistake:
        """The one that is named above, else the first of the module."""
        found = quick.mistakes(self.number)
        return next((mistake for mistake in found if mistake.name == MISTAKES.get(self.number)), found[0])

    def _with_loop(self, code: str) -> list:
        cells = [cell.copy() for cell in self.reference.cells]
        for cell in cells:
            if quick.grade_meta(cell).get("grade_id") == LOOP_CELL:
                cell.source = f"#| export\n{code}"
        return cells

    @staticmethod
    def _filled(fetched: str, cells) -> str:
        sources = {quick.grade_meta(cell).get("grade_id"): cell.source for cell in cells}
        notebook = nbformat.reads(fetched, as_version=4)
        for cell in notebook.cells:
            meta = quick.grade_meta(cell)
            if meta.get("solution"):
                cell.source = sources[meta["grade_id"]] if cell.cell_type == "code" else REFLECTION
        return nbformat.writes(notebook)


def _sum(outcomes) -> float:
    return sum(outcome.points for outcome in outcomes.values())
