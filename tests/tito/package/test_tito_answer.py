"""Module 01 completed from notebooks in which the answer of `tensor-memory` stands where people put it: it must be exported."""

import copy
import json

import pytest

NAME = "tensor-memory"
USES = """
import tinytorch.core.tensor as t
print(t.bytes_needed((2, 3)), t.Tensor([[1, 2, 3], [4, 5, 6]]).memory_footprint())
"""


def read(text):
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def solved(products):
    """The release with every answer of the source."""
    notebook, answers = read(products["release"]), cells_named(read(products["source"]))
    for name, cell in cells_named(notebook).items():
        if name and cell["metadata"]["nbgrader"]["solution"]:
            cell["source"] = answers[name]["source"]
    return notebook


def cells_named(notebook):
    return {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}


def put_above(line):
    def change(notebook, blank):
        cell = cells_named(notebook)[NAME]
        cell["source"] = f"{line}\n{cell['source']}"

    return change


def delete_directive(notebook, blank):
    cell = cells_named(notebook)[NAME]
    cell["source"] = cell["source"].removeprefix("#| export\n")


def split(notebook, blank):
    at = notebook["cells"].index(cells_named(notebook)[NAME])
    first, rest = notebook["cells"][at]["source"].split("\n\n\n", 1)
    second = copy.deepcopy(notebook["cells"][at])
    second["id"] = "second"
    notebook["cells"][at]["source"], second["source"] = first, rest
    notebook["cells"].insert(at + 1, second)


def free(notebook, source):
    return {"cell_type": "code", "id": "new", "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def answer_below(notebook, blank):
    cell = cells_named(notebook)[NAME]
    answer = cell["source"].removeprefix("#| export\n")
    cell["source"] = cells_named(blank)[NAME]["source"]
    notebook["cells"].insert(notebook["cells"].index(cell) + 1, free(notebook, answer + "\n\nprint('tried')\n1 / 0"))


def deleted_and_typed_again(notebook, blank):
    cell = cells_named(notebook)[NAME]
    cell["metadata"] = {}
    cell["source"] = cell["source"].removeprefix("#| export\n")


def helper_in_a_scratch_cell(notebook, blank):
    cell = cells_named(notebook)[NAME]
    at = notebook["cells"].index(cell)
    notebook["cells"].insert(at, free(notebook, "import math as maths\n\nprint('scratch')\ndef times(a, b):\n    return a * b"))
    cell["source"] += "\n\n\nplain_bytes_needed = bytes_needed\n\n\ndef bytes_needed(shape):\n"
    cell["source"] += "    return times(plain_bytes_needed(shape), int(maths.cos(0)))\n"


def future(notebook, blank):
    cell = cells_named(notebook)[NAME]
    cell["source"] = cell["source"].replace("#| export\n", "#| export\nfrom __future__ import annotations\n")


def question(notebook, blank):
    cells_named(notebook)[NAME]["source"] += "\nnp.prod?"


def display(notebook, blank):
    cell = cells_named(notebook)[NAME]
    cell["source"] += "\n\n\nshown_bytes = bytes_needed\n\n\ndef bytes_needed(shape):\n"
    cell["source"] += "    display(shape)\n    return shown_bytes(shape)\n"


CHANGES = [
    put_above("%%time"),
    put_above("%%capture"),
    put_above("# my answer"),
    put_above(""),
    delete_directive,
    split,
    answer_below,
    deleted_and_typed_again,
    helper_in_a_scratch_cell,
    future,
    question,
    display,
]
NAMES = ["time", "capture", "comment", "blank", *(change.__name__ for change in CHANGES[4:])]


@pytest.mark.parametrize("change", CHANGES, ids=NAMES)
def test_an_answer_is_exported_wherever_it_stands(started, products, change):
    notebook = solved(products)
    change(notebook, read(products["release"]))
    started.notebook.write_text(json.dumps(notebook))

    done = started.tito("export", "01")

    assert (done.returncode, done.stderr) == (0, "")
    assert started.python(USES).splitlines()[-1] == "24 24"


def test_what_came_from_another_cell_is_said(started, products):
    notebook = solved(products)
    answer_below(notebook, read(products["release"]))
    started.notebook.write_text(json.dumps(notebook))

    done = started.tito("module", "complete", "01")

    assert "has no `#| export`, and your module needs bytes_needed" in done.stdout


def test_what_is_still_as_given_is_named(started, products):
    notebook = solved(products)
    cells_named(notebook)[NAME]["source"] = cells_named(read(products["release"]))[NAME]["source"]
    started.notebook.write_text(json.dumps(notebook))

    done = started.tito("module", "complete", "01", "--skip-tests")

    assert done.returncode == 0
    assert "bytes_needed, tensor_memory_footprint: still as given, not written by you." in done.stderr


def test_a_name_that_is_gone_is_refused_although_tests_are_skipped(started, products):
    notebook = solved(products)
    cell = cells_named(notebook)[NAME]
    cell["source"] = cell["source"].replace("bytes_needed", "needed_bytes")
    started.notebook.write_text(json.dumps(notebook))

    done = started.tito("module", "complete", "01", "--skip-tests")

    assert done.returncode == 1
    assert "would lack bytes_needed" in done.stderr
