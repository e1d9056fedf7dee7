"""tito update: a corrected release reaches a learner who is in the middle of the module, and takes nothing away."""

import json

import learner_notebooks as notebooks
import pytest


@pytest.fixture
def begun(learner):
    """A learner who has solved Module 01 and written a cell of their own behind the solution."""
    learner.tito("module", "start", "01")
    learner.write(notebooks.SOLUTION, extra=(notebooks.cell("mine = Tensor([4])"),))
    return learner


def correct(learner, change) -> None:
    """Publish the module anew, after `change(cells)`."""
    file = learner.release / "01_tensor" / "01_tensor.ipynb"
    notebook = json.loads(file.read_text())
    change(notebook["cells"])
    file.write_text(json.dumps(notebook))


def named(cells, grade_id):
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def better_test(cells):
    named(cells, "test_sum")["source"] = notebooks.TEST_SUM.replace("add the elements up", "add up all elements")


def sources(learner) -> list[str]:
    return [cell["source"] for cell in json.loads(learner.notebook.read_text())["cells"]]


def test_without_a_correction_nothing_changes(begun):
    before = begun.notebook.read_bytes()
    done = begun.tito("update")
    assert (done.returncode, begun.notebook.read_bytes()) == (0, before)
    assert "Module 01 (Tensor) is up to date" in done.stdout


def test_a_corrected_test_arrives_and_all_that_was_written_stays(begun):
    correct(begun, better_test)
    done = begun.tito("update")
    assert done.returncode == 0, done.stderr
    assert 'the cell "test_sum" was renewed' in done.stdout
    now = sources(begun)
    assert notebooks.SOLUTION in now and "mine = Tensor([4])" in now
    assert [text for text in now if "add up all elements" in text]


def test_the_notebook_as_it_was_is_kept(begun):
    correct(begun, better_test)
    before = begun.notebook.read_bytes()
    begun.tito("update")
    (backup,) = (begun.home / ".tito" / "backups" / "01_tensor").iterdir()
    assert backup.read_bytes() == before


def test_updating_twice_changes_nothing_more(begun):
    correct(begun, better_test)
    begun.tito("update")
    before = begun.notebook.read_bytes()
    assert "up to date" in begun.tito("update").stdout
    assert begun.notebook.read_bytes() == before


@pytest.mark.parametrize("option", ["--check", "--dry-run"])
def test_check_only_tells(begun, option):
    correct(begun, better_test)
    before = begun.notebook.read_bytes()
    done = begun.tito("update", option, "--json")
    (record,) = json.loads(done.stdout)
    assert (record["state"], record["changes"]) == ("available", ['the cell "test_sum" was renewed'])
    assert begun.notebook.read_bytes() == before


def test_an_untouched_answer_takes_the_new_task(learner):
    learner.tito("module", "start", "01")
    correct(learner, lambda cells: named(cells, "tensor").update(source=notebooks.STUB + "\n# Mind the dtype."))
    learner.tito("update")
    assert notebooks.STUB + "\n# Mind the dtype." in sources(learner)


def test_a_written_answer_survives_a_new_task_and_is_told(begun):
    correct(begun, lambda cells: named(cells, "tensor").update(source=notebooks.STUB + "\n# Mind the dtype."))
    assert 'the cell "tensor" was given anew; your answer is kept' in begun.tito("update").stdout
    assert notebooks.SOLUTION in sources(begun)


def test_a_new_cell_comes_to_its_place(begun):
    correct(begun, lambda cells: cells.insert(1, notebooks.cell("## Before you begin", kind="markdown")))
    begun.tito("update")
    assert sources(begun)[1] == "## Before you begin"


def test_an_answer_whose_cell_is_gone_stays_as_a_plain_cell(begun):
    correct(begun, lambda cells: cells.remove(named(cells, "tensor")))
    assert "is no longer part of the module; what you wrote is kept" in begun.tito("update").stdout
    cells = json.loads(begun.notebook.read_text())["cells"]
    (kept,) = [cell for cell in cells if cell["source"] == notebooks.SOLUTION]
    assert "nbgrader" not in kept["metadata"]


def test_a_graded_cell_that_the_learner_deleted_comes_back(begun):
    begun.write(notebooks.SOLUTION, tests=False)
    correct(begun, better_test)
    begun.tito("update")
    assert [text for text in sources(begun) if "add up all elements" in text]


def test_of_a_copied_answer_the_first_stays_and_the_copy_becomes_plain(begun):
    begun.write(notebooks.SOLUTION, extra=(notebooks.cell("scratch copy", "tensor", solution=True),))
    correct(begun, better_test)
    begun.tito("update")
    cells = json.loads(begun.notebook.read_text())["cells"]
    assert named(cells, "tensor")["source"] == notebooks.SOLUTION
    (copy,) = [cell for cell in cells if cell["source"] == "scratch copy"]
    assert "nbgrader" not in copy["metadata"]


def test_notes_in_a_given_cell_are_said_to_be_in_the_backup(begun):
    notebook = json.loads(begun.notebook.read_text())
    named(notebook["cells"], "test_sum")["source"] += "\n# my notes"
    begun.notebook.write_text(json.dumps(notebook))
    correct(begun, better_test)
    assert "was renewed; what you changed in it is in the backup" in begun.tito("update").stdout


def test_outputs_of_unchanged_cells_stay(begun):
    notebook = json.loads(begun.notebook.read_text())
    named(notebook["cells"], "tensor")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "ran"}]
    begun.notebook.write_text(json.dumps(notebook))
    correct(begun, better_test)
    begun.tito("update")
    assert named(json.loads(begun.notebook.read_text())["cells"], "tensor")["outputs"]


def test_a_damaged_notebook_is_named_and_left_alone(begun):
    begun.notebook.write_text("{half")
    correct(begun, better_test)
    done = begun.tito("update")
    assert (done.returncode, begun.notebook.read_text()) == (3, "{half")
    assert "01_tensor.ipynb cannot be read: the notebook file is damaged" in done.stderr
    assert "tito module repair 01" in done.stderr


def test_an_unknown_release_is_said_to_be_unknown(begun):
    (begun.home / ".tito" / "released" / "01_tensor.ipynb").unlink()
    correct(begun, better_test)
    done = begun.tito("update")
    assert done.returncode == 3 and "tito module reset 01" in done.stderr


def test_a_module_that_is_offered_no_more_is_named(begun):
    (begun.release / "01_tensor" / "01_tensor.ipynb").unlink()
    done = begun.tito("update")
    assert done.returncode == 3 and "is not in" in done.stderr


def test_a_full_disk_changes_nothing(begun):
    correct(begun, better_test)
    before = begun.notebook.read_bytes()
    done = begun.command("update", largest_file=1000)
    assert (done.returncode, begun.notebook.read_bytes()) == (3, before)
    assert "Traceback" not in done.stderr


def test_before_the_first_module_it_says_how_to_begin(learner):
    assert "tito module start 01" in learner.tito("update").stdout
