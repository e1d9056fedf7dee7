"""tito module repair: a notebook whose file is damaged comes back, and nothing of it is lost."""

import json
import os

import learner_notebooks as notebooks
import pytest

from tito.assignments.notebook import damage

DAMAGED = notebooks.text(notebooks.SOLUTION)[:-40]


@pytest.fixture
def damaged(learner):
    """A learner whose notebook was cut off."""
    learner.tito("module", "start", "01")
    learner.notebook.write_text(DAMAGED)
    return learner


def beside(learner):
    (file,) = learner.notebook.parent.glob("*-damaged-*.txt")
    return file


def test_it_comes_back_as_released_and_the_damaged_file_stays_beside_it(damaged):
    done = damaged.tito("module", "repair", "01")
    assert (done.returncode, json.loads(damaged.notebook.read_text())) == (0, notebooks.notebook(notebooks.STUB))
    assert beside(damaged).read_text() == DAMAGED
    assert "is back, as it was released." in done.stdout and beside(damaged).name in done.stdout


def test_what_jupyterlab_kept_comes_back_rather_than_the_release(damaged):
    checkpoint = damaged.notebook.parent / ".ipynb_checkpoints" / "01_tensor-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text(notebooks.text(notebooks.WRONG))
    os.utime(checkpoint, (1_900_000_000, 1_900_000_000))
    done = damaged.tito("module", "repair", "01")
    assert damaged.notebook.read_text() == notebooks.text(notebooks.WRONG) and beside(damaged).read_text() == DAMAGED
    assert "as JupyterLab kept it on 2030-03-17 17:46" in done.stdout


def test_a_checkpoint_that_is_damaged_too_is_none(damaged):
    checkpoint = damaged.notebook.parent / ".ipynb_checkpoints" / "01_tensor-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text("")
    damaged.tito("module", "repair", "01")
    assert json.loads(damaged.notebook.read_text()) == notebooks.notebook(notebooks.STUB)


def test_a_notebook_that_can_be_read_is_left_alone(learner):
    learner.write(notebooks.WRONG)
    done = learner.tito("module", "repair", "01")
    assert (done.returncode, learner.notebook.read_text()) == (1, notebooks.text(notebooks.WRONG))
    assert "there is nothing to repair" in done.stderr and "tito module reset 01" in done.stderr


def test_where_the_release_cannot_be_had_nothing_is_changed(damaged):
    (damaged.home / ".tito" / "released" / "01_tensor.ipynb").unlink()
    (damaged.release / "01_tensor" / "01_tensor.ipynb").unlink()
    done = damaged.tito("module", "repair", "01")
    assert (done.returncode, damaged.notebook.read_text()) == (3, DAMAGED)
    assert [each.name for each in damaged.notebook.parent.iterdir()] == ["01_tensor.ipynb"]


@pytest.mark.parametrize("command", [("module", "test", "01"), ("module", "complete", "01")])
def test_every_command_that_cannot_read_it_names_the_repair(damaged, command):
    done = damaged.tito(*command)
    assert done.returncode == 1 and "the damaged file is kept beside it: tito module repair 01" in done.stderr


def test_whether_it_is_damaged_is_asked_anew_when_the_file_has_changed(damaged):
    assert "not valid JSON" in damage(damaged.notebook)
    damaged.tito("module", "repair", "01")
    assert damage(damaged.notebook) == damage(damaged.notebook.with_name("none.ipynb")) == ""
