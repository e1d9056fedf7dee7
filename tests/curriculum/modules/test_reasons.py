"""Every assertion of a test cell is the reason why some wrong solution loses points, and what survives `make mutate` is listed.

Which mutants it takes besides the recorded mistakes stands in tests/mutation/reasons; what no test can notice in
tests/mutation/survivors. `make mutate` finds both, from all mutants.
"""
import pytest
from assertions import assertions_of, reasons
from grade_in_process import ROOT, grade_mistakes, instructor_notebook
from nbformat.v4 import new_code_cell
from variant_lists import read_reasons, read_survivors
from variants import Mutant, Scribble, outcomes, scribbles, survives

# Module by module: `make mutate` writes the file once a module has been measured.
MEASURED = sorted(int(file.stem) for file in (ROOT / "tests" / "mutation" / "reasons").glob("*.yml"))
each_module = pytest.mark.parametrize("number", MEASURED, ids="module{:02d}".format)


@each_module
def test_every_assertion_is_the_reason_for_a_lost_point(number):
    assertions = set(assertions_of(instructor_notebook(number).cells))
    found = [*grade_mistakes(number).values(), *outcomes(number, read_reasons(number))]
    assert assertions - {each for one in found for each in reasons(assertions, one)} == set(), \
        "record a mistake that fails there, take the assertion out, or let `make mutate` look for a mutant that does"


@each_module
def test_what_survives_still_does(number):
    listed = list(read_survivors(number))
    lost = [str(each) for each, found in zip(listed, outcomes(number, listed, enough=1), strict=True) if not survives(found)]
    assert lost == [], f"it is noticed now: take it out of tests/mutation/survivors/{number:02d}.yml"


@each_module
def test_whoever_writes_into_what_was_given_loses_points(number):
    listed, variants = read_survivors(number), scribbles(number)
    found = outcomes(number, variants, enough=1)
    assert [str(each) for each, one in zip(variants, found, strict=True) if survives(one) and each not in listed] == []


def test_an_assertion_is_a_statement_of_a_test_cell():
    cell = new_code_cell("def t():\n    for x in 1, 2:\n        assert x\n    y = outcome_of(\n  f)\n    expect_equal(y, 1)")
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "grade_id": "test"}
    assert [(each.first, each.last) for each in assertions_of([cell])] == [(3, 3), (4, 5), (6, 6)]


REGION = """\
class A:
    def f(self, x):
        ### BEGIN SOLUTION
        y = x
        if x < 1:
            y = x
        ### END SOLUTION
        y = x
"""


def test_a_mutant_is_made_again_from_its_name():
    mutated = REGION.replace("            y = x", "            y = not x")
    mutant = Mutant.between("cell", REGION, mutated)
    assert (mutant, mutant.applied(REGION)) == (Mutant("cell", "y = x", "y = not x", 1), mutated)
    with pytest.raises(LookupError, match="no line `y = x` in its region"):
        mutant.applied(REGION.replace("            y = x", "            y = 2"))


def test_a_scribble_goes_around_the_function_with_the_region():
    scribbled = Scribble("cell", "A.f", "x", "after").applied(REGION)
    assert scribbled.split("\n")[1:3] == ["    @__import__('scribbling').scribbled('x', 'after')", "    def f(self, x):"]
