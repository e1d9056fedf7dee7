"""The list of wrong solutions that nothing notices, tests/mistakes/unnoticed, is true: the next one mends is found there."""

import pytest
from grade_in_process import ROOT, functions_in, grade_functions

FOLDER = ROOT / "tests" / "mistakes" / "unnoticed"
UNNOTICED = [
    pytest.param(int(file.stem), functions_in("\n" + text), id=f"{file.stem}-{text.split()[0]}")
    for file in sorted(FOLDER.glob("*.py"))
    for text in file.read_text(encoding="utf-8").split("\n# ## ")[1:]
]


@pytest.mark.slow
@pytest.mark.parametrize("number, functions", UNNOTICED)
def test_it_still_earns_everything(number, functions):
    lost = {grade_id: outcome.message for grade_id, outcome in grade_functions(number, functions).items() if not outcome.is_full}
    assert not lost, f"it is noticed now: move it to tests/mistakes/{number:02d} with its points and a hint"
