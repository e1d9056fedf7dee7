"""Every test function of the project asserts something: one that cannot fail would be counted as proof."""
import ast
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parent.rglob("test_*.py"))
# Besides assert itself: pytest.raises, numpy.testing.assert_*, the helpers of the tests, which are named like them, and
# what playwright's expect(...) waits for.
CHECKING = ("assert", "_assert", "raises", "to_have_", "to_be_", "to_contain_", "to_match_", "not_to_")


def checks(function: ast.FunctionDef) -> bool:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = [call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls]
    return any(isinstance(node, ast.Assert) for node in ast.walk(function)) or any(name.startswith(CHECKING) for name in names)


def idle_tests(source: str) -> list[str]:
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return [function.name for function in functions if function.name.startswith("test_") and not checks(function)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_test_of_the_file_asserts(file):
    assert idle_tests(file.read_text(encoding="utf-8")) == []


def test_an_idle_test_is_found():
    busy = "def test_busy():\n    assert 1\n\ndef test_page():\n    expect(page).to_have_url('x')\n"
    assert idle_tests("def test_idle():\n    print(1)\n    expect(page)\n\n" + busy) == ["test_idle"]
