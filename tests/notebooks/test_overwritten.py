"""notebooks.content.overwritten: which cell gave a name that the tests use another value."""

import pytest

from notebooks.content.overwritten import overwritten
from notebooks.content.release import released_cells
from notebooks.content.restore import restore


def cell(source, name=None, **more):
    known = {"nbgrader": {"grade_id": name, "schema_version": 3, **more}} if name else {}
    return {"cell_type": "code", "source": source, "metadata": known}


GIVEN = cell("import numpy as np\nfrom tinytorch.core.tensor import Tensor", "imports", locked=True)
HELPERS = cell("def expect(x):\n    assert isinstance(x, Tensor), np.shape(x)", "helpers", locked=True)
ANSWER = cell("def relu(x):\n    return np.maximum(x, 0)", "relu", solution=True)
TEST = cell("def test_it():\n    expect(relu(-1))\ntest_it()", "test", grade=True, locked=True, points=1)
ALONE = cell("assert np.pi > len([])", "alone", grade=True, locked=True, points=1)


def said(*scratch, ended=None):
    release = {"cells": [GIVEN, HELPERS, ANSWER, TEST, ALONE]}
    cells = [GIVEN, HELPERS, ANSWER, *map(cell, scratch), TEST, ALONE]
    known = released_cells(release)
    return overwritten(restore(known, cells).cells, known, ended or {})


@pytest.mark.parametrize(("scratch", "name"), [
    ("np = 3", "np"), ("x = 1\nTensor = list", "Tensor"), ("expect = None", "expect"), ("isinstance = print", "isinstance"),
    ("def relu(x):\n    return x", "relu"), ("class Tensor: pass", "Tensor"), ("for np in []: pass", "np"),
    ("if True:\n    with open('x') as Tensor: pass", "Tensor"), ("import random as np", "np"), ("(np := 2)", "np"),
    ("from mine import Tensor", "Tensor"), ("def change():\n    global np\n    np = 2\nchange()", "np"),
    ("relu, other = None, None", "relu"), ("%%time\nnp = 1", "np"),
])  # fmt: skip
def test_a_name_that_a_test_or_its_helpers_use_is_named_with_the_cell(scratch, name):
    (sentence,) = said("1 + 1", scratch)["test"]
    assert sentence.startswith(f"The name `{name}`, which the tests use, was given another value in cell 5: `")


@pytest.mark.parametrize("scratch", [
    "y = 3", "[np for np in ()]", "def f(np):\n    Tensor = np", "lambda np: np", "import numpy as np", "expect.x = 1",
    "from tinytorch import Tensor", "np = 3\nimport numpy as np", 
    "import json\nimport json\nfrom json import loads", "%%writefile x.py\nnp = 3", "np = ", "range = 1",
])  # fmt: skip
def test_nothing_is_said_of_what_leaves_the_tests_names_alone(scratch):
    assert said(scratch) == {}


def test_what_is_deleted_is_called_so():
    assert said("del expect") == {"test": ["The name `expect`, which the tests use, was deleted in cell 4: `del expect`"]}


def test_a_test_that_rests_on_python_and_imports_alone_needs_no_word():
    """They mean the same in it whatever a student makes of them; a helper that was defined before has the new value."""
    assert set(said("np = len = 3")) == {"test"}


def test_what_was_not_run_overwrites_nothing():
    assert said("1 / 0\nnp = 3", ended={3: 1}) == said("np = 3", ended={3: None}) == {}
    assert said("np = 3\n1 / 0", ended={3: 2}).keys() == {"test"}
