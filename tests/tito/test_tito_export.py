"""tito.export: module text from notebook cells."""

import pytest

from tito.export import exported_sources, is_exported, module_text


@pytest.mark.parametrize(
    "source", ["#| export\nx = 1", "#|export\nx = 1", "\n# | export\nx = 1", "#| eval: false\n#| export\nx"]
)
def test_directive_marks_a_cell(source):
    assert is_exported(source)


@pytest.mark.parametrize(
    "source", ["x = 1\n#| export", "#| default_exp core.tensor", "# export", "#| exporti\nx = 1", ""]
)
def test_anything_else_does_not(source):
    assert not is_exported(source)


def test_directives_are_left_out_and_order_is_kept():
    assert exported_sources(["#| export\n\na = 1\n\n", "b = 2", "#| export\nc = 3"]) == ["a = 1", "c = 3"]


def test_module_keeps_its_docstring():
    namespace = {}

    exec(
        module_text("Made by a test.\nSecond line.", ['#| export\n"""About."""', "#| export\nx = 1"]),
        namespace,
    )

    assert (namespace["__doc__"], namespace["x"]) == ("About.", 1)
