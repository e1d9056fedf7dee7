"""notebooks.running.run: how cells end, in a process of their own."""

import os
from types import SimpleNamespace

import pytest

from notebooks.content.reading import Unreadable, read_json, read_notebook
from notebooks.content.trust import trusted_names
from notebooks.limits import cell_seconds
from notebooks.running.run import CellToRun, run_cells


def run(tmp_path, *sources, seconds=60):
    runs = run_cells([CellToRun(key, source) for key, source in enumerate(sources)], tmp_path, seconds, dict(os.environ))
    return [runs[key] for key in range(len(sources))]


def test_a_cell_that_ends_its_process_is_left_out_and_the_others_count(tmp_path):
    one, died, after = run(tmp_path, "x = 1", "import os; os._exit(3)", "assert x == 1")
    assert (one.failed, after.failed) == ("", "")
    assert (died.status, died.why) == ("died", "the process ended itself with exit code 3")


def test_a_loop_is_interrupted_and_keeps_what_was_defined(tmp_path):
    loop, after = run(tmp_path, "y = 2\nwhile True: pass", "assert y == 2", seconds=6)
    assert (loop.status, after.failed) == ("timeout", "")


def test_an_error_names_the_innermost_line_of_the_notebook(tmp_path):
    defined, called = run(tmp_path, "def half(x):\n    return x / 0", "1\nhalf(2)")
    assert not defined.failed
    assert (called.failed, called.line, called.at) == ("ZeroDivisionError: division by zero", 2, (0, 2))


def test_nothing_of_the_home_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("IPYTHONDIR", raising=False)
    run(tmp_path, "1")
    assert list(tmp_path.iterdir()) == []


def test_a_scratch_file_with_the_name_of_a_library_is_in_nobodys_way_but_for_a_helper(tmp_path):
    for name in ("numpy", "IPython", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit\n")
    (tmp_path / "helper.py").write_text("ONE = 1\n")
    library, helper = run(tmp_path, "import numpy\nassert numpy.ones(2).sum() == 2", "import helper\nassert helper.ONE == 1")
    assert (library.failed, helper.failed) == ("", "")


def test_modules_that_locked_cells_import_are_named_also_those_in_their_functions():
    def cell(name, source):
        return {"cell_type": "code", "source": source, "metadata": {"nbgrader": {"grade_id": name}}}

    cells = [cell("own", "import os"), cell("test", "import numpy.linalg as la\ndef check():\n    from scipy.stats import norm")]
    known = {name: SimpleNamespace(name=name, locked=name == "test", grade=True, solution=False) for name in ("own", "test")}
    assert trusted_names(cells, known)["modules"] == ["numpy", "scipy"]


@pytest.mark.parametrize(("left", "limit"), [(100, 50), (0.8, 0.5), (0.3, 0.3)])
def test_no_cell_takes_the_time_of_those_after_it(left, limit):
    assert cell_seconds(left) == limit


OLD = (
    b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"], "outputs": [{}]},'
    b' {"cell_type": "heading", "level": 2, "source": "Title"}]}]}'
)


def test_an_old_format_becomes_the_new_one():
    code, heading = read_json(OLD)["cells"]
    assert (code["source"], code["outputs"], "input" in code) == (["x = 1"], [], False)
    assert (heading["cell_type"], heading["source"]) == ("markdown", "## Title")
    assert read_notebook(OLD)["cells"][0]["source"] == "x = 1"


@pytest.mark.parametrize(("level", "marks"), [
    (b"6", "######"), (b"7", "######"), (b"2500000000", "######"), (b"1" + b"0" * 24, "######"), (b"0", "#"), (b"-3", "#"),
    (b"2.5", "#"), (b"1e999", "#"), (b"NaN", "#"), (b"true", "#"), (b"null", "#"), (b'"2"', "#"), (b"[2]", "#"),
])
def test_a_heading_of_the_old_format_has_one_to_six_marks_whatever_its_file_says(level, marks):
    heading = read_json(OLD.replace(b'"level": 2', b'"level": ' + level))["cells"][1]
    assert heading["source"] == f"{marks} Title"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" ", "is empty"),
        (b'{"cells": [', "not valid JSON from line 1, column 12 on"),
        (b"\xff", "not even text from byte 0 on"),
        (b"[]", "JSON, but not a notebook"),
        (b"{}", "has no cells of a notebook"),
    ],
)
def test_what_is_no_notebook_is_said_with_the_place(data, said):
    with pytest.raises(Unreadable, match=said):
        read_notebook(data)
