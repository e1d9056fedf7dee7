"""What the builder refuses: faulty sources, and releases that lost something."""

import pytest

from curriculum.course import load_course
from curriculum.errors import BuildError
from curriculum.products.release import release_notebook
from curriculum.products.verify import ensure_kept, ensure_sound
from curriculum.source.notebook import read_source

TEST_CELL = '"grade_id": "test-length", "locked": true, "points": 2'
FAULTS = {
    "no markers": ("    ### BEGIN SOLUTION\n", "", 'cell 4 ("length"): END SOLUTION without its BEGIN'),
    "unmarked solution": (
        "# ### BEGIN SOLUTION\n# Because of Pythagoras.\n# ### END SOLUTION\n",
        "# Guess.\n",
        'cell 7 ("why"): is a solution cell without BEGIN SOLUTION',
    ),
    "open region": ("    ### END SOLUTION\n", "", 'cell 4 ("length"): BEGIN SOLUTION without its END'),
    "region elsewhere": (
        "import math",
        "### BEGIN SOLUTION\nimport math\n### END SOLUTION",
        "cell 3: has a solution region but is not a solution cell",
    ),
    "open test": (TEST_CELL, TEST_CELL.replace("true", "false"), 'cell 5 ("test-length"): is a test cell'),
    "no points": (
        ', "points": 2, "solution": false',
        ', "solution": false',
        'cell 5 ("test-length"): is graded but',
    ),
    "other sum": (TEST_CELL, TEST_CELL.replace("2", "3"), "the cells add up to 6 points, course.yml says 5"),
    "same id": ('"grade_id": "test-length"', '"grade_id": "length"', "grade_id 'length' is used by 2 cells"),
    "no id": ('"grade_id": "test-length", ', "", "cell 5: has nbgrader metadata but no grade_id"),
    "mixed tests": (
        "# More tests run when the module is graded.",
        "assert length([1]) == 1",
        'cell 6 ("hidden-length"): mixes hidden and visible tests',
    ),
    "hidden nowhere": (
        "# How long is an arrow?",
        "# BEGIN HIDDEN TESTS\n# END HIDDEN TESTS",
        "cell 1: has hidden tests but is not a test cell",
    ),
    "defined twice": (
        "import math",
        "import math\ndef length(vector):\n    return 0",
        'cell 4 ("length"): defines length again, after cell 3',
    ),
    "assigned twice": (
        "import math",
        "import math\nPI: float = 3\nPI, E = 3, 2",
        "cell 3: defines PI again, after cell 3",
    ),
    "other module": (
        "default_exp core.vector",
        "default_exp core.vectors",
        "the source must say `#| default_exp core.vector`",
    ),
    "promise": ("def length(", "def size(", "course.yml promises length"),
    "no Python": ("import math", "import", "cell 3: exported code does not parse"),
    "no manual cell": (
        '"grade_id": "why", "locked": false, "points": 2, "solution": true',
        '"grade_id": "why", "locked": true, "points": 2, "solution": false',
        "no cell is graded by hand",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_source_is_refused(tiny, fault):
    old, new, message = FAULTS[fault]
    tiny.edit(old, new)
    module = load_course(tiny.course_file).module(1)

    with pytest.raises(BuildError) as caught:
        ensure_sound(read_source(module, tiny.root), module)

    assert f"01_vector: {message}" in str(caught.value)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda cells: cells.pop(0),
        lambda cells: cells[0].update(source=cells[0].source + " "),
        lambda cells: cells[3].update(
            source=cells[3].source.replace("    # A hint that students keep.\n", "")
        ),
        lambda cells: cells.insert(0, cells.pop(1)),
    ],
)
def test_a_release_that_lost_something_is_refused(tiny_shared, tamper):
    module = load_course(tiny_shared.course_file).module(1)
    source = read_source(module, tiny_shared.root)
    release = release_notebook(source, module)
    ensure_kept(source, release, module)
    tamper(release.cells)

    with pytest.raises(BuildError, match="01_vector"):
        ensure_kept(source, release, module)
