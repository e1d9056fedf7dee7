"""A course of one tiny module in a temporary checkout, so that builder tests do not wait for real content."""

from pathlib import Path

import pytest

COURSE = """\
id: tiny
title: Tiny
version: "1"
grading: {timeout_seconds: 300, review_rate: 0.2}
modules:
  - number: 1
    name: vector
    title: Vector
    summary: Vectors.
    tier: foundation
    difficulty: 1
    hours: [1, 2]
    prerequisites: []
    points: 5
    built: true
    exports: core.vector
    provides: [length]
"""

SOURCE = '''\
# %% [markdown]
# # Vectors
# How long is an arrow?

# %%
#| default_exp core.vector

# %%
#| export
import math

# %% nbgrader={"grade": false, "grade_id": "length", "locked": false, "solution": true}
#| export
def length(vector):
    """Length of a vector."""
    # A hint that students keep.
    ### BEGIN SOLUTION
    return math.sqrt(sum(x * x for x in vector))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test-length", "locked": true, "points": 2, "solution": false}
assert length([3, 4]) == 5

# %% nbgrader={"grade": true, "grade_id": "hidden-length", "locked": true, "points": 1, "solution": false}
# More tests run when the module is graded.
### BEGIN HIDDEN TESTS
assert length([]) == 0
### END HIDDEN TESTS

# %% [markdown] nbgrader={"grade": true, "grade_id": "why", "locked": false, "points": 2, "solution": true}
# Why the square root?
#
# ### BEGIN SOLUTION
# Because of Pythagoras.
# ### END SOLUTION
'''


class TinyCourse:
    """Paths and texts of the temporary checkout."""

    def __init__(self, root: Path):
        self.root = root
        self.course_file = root / "curriculum" / "course.yml"
        self.source = root / "curriculum" / "modules" / "01_vector" / "01_vector.py"
        self.source.parent.mkdir(parents=True)
        self.course_file.write_text(COURSE)
        self.source.write_text(SOURCE)

    def edit(self, old: str, new: str) -> None:
        """Replace text in the module source, which must contain it."""
        assert old in self.source.read_text()
        self.source.write_text(self.source.read_text().replace(old, new))


@pytest.fixture
def tiny(tmp_path) -> TinyCourse:
    return TinyCourse(tmp_path / "checkout")


@pytest.fixture(scope="session")
def tiny_shared(tmp_path_factory) -> TinyCourse:
    """For tests that only look: the same checkout, shared."""
    return TinyCourse(tmp_path_factory.mktemp("tiny") / "checkout")
