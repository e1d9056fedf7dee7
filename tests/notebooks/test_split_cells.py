"""*Split Cell* copies the name of a cell: both halves count, and no person is asked to look."""

import pytest

from notebooks.content.restore import restore


def raw(source, name):
    return {"cell_type": "code", "source": source, "metadata": {"nbgrader": {"grade_id": name}}}


@pytest.mark.parametrize("locked, sources", [(True, ["assert add(1, 2) == 3"]), (False, ["a = 1", "b = 2"])])
def test_both_halves_count_without_a_flag(locked, sources):
    class One:
        name, cell_type, source, given = "one", "code", "assert add(1, 2) == 3\n", "assert add(1, 2) == 3\n"

    One.locked = locked
    halves = ["assert add(1, 2)", " == 3"] if locked else sources

    found = restore({"one": One}, [raw(half, "one") for half in halves])

    assert [cell.source.strip() for cell in found.cells if cell.runs] == sources
    assert found.notes == []
    assert "Split Cell" in found.said[0]
