"""tito.package.module_text and tito.package.plain: module text from notebook cells."""

import pytest

from tito.package.module_text import is_exported, module_text, without_directives
from tito.package.plain import NotPython, plain_python


@pytest.mark.parametrize(
    "source",
    [
        "#| export\nx = 1",
        "#|export\nx = 1",
        "\n# | export\nx = 1",
        "#| eval: false\n#| export\nx",
        "# my answer\n\n#| export\nx = 1",
        "%%time\n#| export\nx = 1",
    ],
)
def test_directive_marks_a_cell(source):
    assert is_exported(source)


@pytest.mark.parametrize(
    "source", ["x = 1\n#| export", "#| default_exp core.tensor", "# export", "#| exporti\nx = 1", ""]
)
def test_anything_else_does_not(source):
    assert not is_exported(source)


def test_directives_are_left_out_and_comments_stay():
    assert without_directives("# mine\n#| export\n\na = 1\n\n") == "# mine\n\na = 1"


def test_module_keeps_its_docstring():
    namespace = {}

    exec(module_text("Made by a test.\nSecond line.", ['"""About."""', "x = 1"]), namespace)

    assert (namespace["__doc__"], namespace["x"]) == ("About.", 1)


@pytest.mark.parametrize("first", ["import numpy as np", '"""About."""', '"""About."""\nimport numpy as np'])
def test_an_import_from_the_future_comes_first(first):
    namespace = {}

    exec(module_text("Head.", [first, "from __future__ import annotations\ndef f(x: later): return x"]), namespace)

    assert (namespace["f"](3), namespace.get("__doc__") or "About.") == (3, "About.")


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("x = 1", "x = 1"),
        ("%%time\nx = 1", "\nx = 1"),
        ("%%timeit -n 3\nx = 1", "\nx = 1"),
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("!ls\nx = 1", "pass\nx = 1"),
        ("%time x = 1", "x = 1"),
        ("x = 1\nprint?", "x = 1\npass"),
        ("if True:\n    %time x = 1", "if True:\n    x = 1"),
        ("def f():\n    print?\n    return 1", "def f():\n    pass\n    return 1"),
        ("%%bash\nls", ""),
    ],
)
def test_what_only_ipython_understands_is_left_out(source, left):
    assert plain_python(source).rstrip("\n") == left


@pytest.mark.parametrize(
    ("source", "said"),
    [("x = 1\nfiles = !ls", "line 2 works in a notebook only: files = !ls"), ("x = 1\ndef half(:", "line 2 does not parse")],
)
def test_what_no_module_can_hold_is_named(source, said):
    with pytest.raises(NotPython, match=said.replace("(", r"\(")):
        plain_python(source)
