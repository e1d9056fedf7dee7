"""What the test cells and checks of every module owe their readers: wrong solutions lose, right ones of any style do not.

Two habits that let wrong solutions pass are refused by their text: inputs of one sign, and a copy that is taken after
the act and compared with itself.
"""
import ast
from functools import cache

import pytest
from grade_in_process import (
    ROOT,
    agree,
    built_modules,
    grade_all_functions,
    grade_meta,
    grade_mistake,
    grade_reference,
    has_values,
    independent,
    instructor_notebook,
    mistakes,
)

MODULES = {module.number: module.slug for module in built_modules()}
MISTAKES = [(number, mistake.name) for number in MODULES for mistake in mistakes(number)]
INDEPENDENT = [(number, name) for number in MODULES for name in independent(number)]
each_module = pytest.mark.parametrize("number", MODULES, ids="module{:02d}".format)


def texts_of(number: int) -> list[str]:
    """What judges a module: its test cells, the cells given for them, and its checks.py."""
    checks = ROOT / "curriculum" / "modules" / MODULES[number] / "checks.py"
    cells = [cell.source for cell in instructor_notebook(number).cells
             if cell.cell_type == "code" and (meta := grade_meta(cell)) and not meta.get("solution")]
    return [*cells, checks.read_text(encoding="utf-8")]


@cache
def grade_independent(number: int) -> dict:
    """The outcomes with each of them, by its name; the cells before the first difference run once for all."""
    return grade_all_functions(number, independent(number))


@pytest.mark.parametrize("number, name", INDEPENDENT)
def test_a_right_solution_of_another_style_earns_everything(number, name):
    lost = {grade_id: outcome.message for grade_id, outcome in
            grade_independent(number)[name].items() if not outcome.is_full}
    assert lost == {}


@each_module
def test_two_right_solutions_of_another_style_are_kept(number):
    assert len(independent(number)) >= 2


@pytest.mark.parametrize("number, name", MISTAKES)
def test_a_mistake_that_passes_a_cell_also_agrees_with_its_checks(number, name):
    """Otherwise an honest mistake would pass its test, differ in the value check, and be held for tampering."""
    wanted, found = grade_reference(number), grade_mistake(number, name)
    assert [cell for cell, outcome in found.items() if outcome.is_full and not agree(wanted[cell], outcome)] == []


@each_module
def test_every_check_has_values(number):
    assert [cell for cell, outcome in grade_reference(number).items() if not has_values(outcome)] == []


def one_sided(text: str) -> list[str]:
    """The draws in `text` that can give no negative number, without a comment `above 0: why` in that line or the one before."""
    lines = text.split("\n")
    found = []
    for call in ast.walk(ast.parse(text)):
        low = _lower_bound(call) if isinstance(call, ast.Call) else None
        reason = low is not None and "above 0: " in " ".join(lines[max(call.lineno - 2, 0):call.end_lineno])
        if low is not None and low >= 0 and not reason:
            found.append(ast.unparse(call))
    return found


# Draws that start at 0 whatever they are given; those whose first argument is their bound, 0 without one; and what drops signs.
FROM_ZERO = {"random", "rand", "random_sample", "exponential", "poisson", "gamma", "chisquare"}
BOUNDED = {"uniform", "integers", "randint"}
DRAWS = FROM_ZERO | BOUNDED | {"normal", "randn", "standard_normal", "random_arrays"}


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _lower_bound(call: ast.Call) -> float | None:
    """The smallest number that a draw can give, None where it can be negative or is no draw."""
    name = _name(call)
    if name in FROM_ZERO:
        return 0
    if name in {"abs", "absolute", "square"}:
        drawn = any(isinstance(each, ast.Call) and _name(each) in DRAWS for argument in call.args for each in ast.walk(argument))
        return 0 if drawn else None
    low = next((each.value for each in call.keywords if each.arg == "low"), None)
    if name in BOUNDED and low is None:
        # integers(5) draws from 0 up to 5; uniform(5) from 5 on.
        low = call.args[0] if len(call.args) > (name != "uniform") else ast.Constant(0)
    return ast.literal_eval(low) if isinstance(low, ast.Constant | ast.UnaryOp) else None


def late_copies(text: str) -> list[str]:
    """The names of copies that are used in the very next statement: nothing happened between copy and comparison."""
    found = []
    for function in (node for node in ast.walk(ast.parse(text)) if hasattr(node, "body") and isinstance(node.body, list)):
        for one, following in zip(function.body, function.body[1:], strict=False):
            source = _copied(one.value) if isinstance(one, ast.Assign) else None
            copy = ast.unparse(one.targets[0]) if source else ""
            if source and source != copy and copy in ast.unparse(following) and source in ast.unparse(following):
                found.append(copy)
    return found


def _copied(value: ast.expr) -> str | None:
    """What a copy is taken of: x in x.copy(), np.array(x), np.copy(x), copy.deepcopy(x), x.tolist(), list(x); else None."""
    if not isinstance(value, ast.Call):
        return None
    name = _name(value)
    if name in {"array", "copy", "deepcopy", "list"} and len(value.args) == 1:
        return ast.unparse(value.args[0])
    of_itself = isinstance(value.func, ast.Attribute) and not value.args and name in {"copy", "tolist", "astype"}
    return ast.unparse(value.func.value) if of_itself else None


@each_module
def test_inputs_are_drawn_from_both_signs(number):
    assert [found for text in texts_of(number) for found in one_sided(text)] == []


@each_module
def test_no_copy_is_taken_after_the_act(number):
    assert [found for text in texts_of(number) for found in late_copies(text)] == []


def test_the_lints_see_what_they_are_for():
    assert one_sided("rng.uniform(0.5, 2)\nrandom_arrays((2,), low=0.5)\nrng.uniform(-1, 1)") == [
        "rng.uniform(0.5, 2)", "random_arrays((2,), low=0.5)"]
    drawn = ["rng.random(3)", "abs(rng.normal(size=3))", "rng.integers(1, 9)", "np.abs(np.random.randn(2))", "rng.integers(9)"]
    assert one_sided("\n".join(drawn)) == drawn
    assert one_sided("rng.normal(size=3)\nabs(difference)\nrng.integers(-9, 9)") == []
    assert one_sided("rng.uniform(0.5, 2)  # above 0: logarithms") == []
    assert late_copies("act()\nbefore = x.data.copy()\nassert equal(before, x.data)") == ["before"]
    for copied in ("np.array(x.data)", "np.copy(x.data)", "copy.deepcopy(x.data)", "x.data.tolist()", "list(x.data)"):
        assert late_copies(f"act()\nbefore = {copied}\nassert equal(before, x.data)") == ["before"]
    assert late_copies("before = x.data.copy()\nact()\nassert equal(before, x.data)") == []
