"""What lies beside the notebook: the notebook itself under another name, and helper modules that an export cannot take."""

import os
from unittest import mock

import learner_notebooks as notebooks
import pytest


@pytest.fixture
def renamed(learner):
    learner.write(notebooks.SOLUTION)
    learner.notebook.rename(learner.notebook.with_name("my tensor ✓.ipynb"))
    return learner


@pytest.mark.parametrize("command", [("module", "test", "01"), ("module", "complete", "01")])
def test_a_renamed_notebook_is_named_with_the_way_back(renamed, command):
    done = renamed.tito(*command)

    assert done.returncode == 1
    assert "my tensor ✓.ipynb" in done.stderr and "mv -n " in done.stderr
    assert "module start" not in done.stderr


@pytest.mark.parametrize("name", ["01_tensor.ipynb.txt", "01_tensor.json", "01_tensor/01_tensor.ipynb"])
def test_a_notebook_with_another_ending_or_in_a_folder_is_named_too(learner, name):
    learner.write(notebooks.SOLUTION)
    other = learner.notebook.parent / name
    other.parent.mkdir(exist_ok=True)
    learner.notebook.rename(other)

    done = learner.tito("module", "test", "01")

    assert done.returncode == 1
    assert name in done.stderr and "module start" not in done.stderr


def test_validate_names_it_too(renamed):
    with mock.patch.dict(os.environ, renamed.env, clear=True):
        from tito.lab.validate import validate

        said = validate(renamed.notebook)

    assert said["success"] is False
    assert "my tensor ✓.ipynb" in said["value"] and "Errno" not in said["value"]


def test_a_helper_file_that_the_export_lacks_is_explained(learner):
    learner.write(notebooks.SOLUTION + "\nimport helper\n")
    (learner.notebook.parent / "helper.py").write_text("FOUR = 4\n")

    done = learner.tito("module", "complete", "01")

    assert done.returncode == 1
    assert "imports helper.py, a file beside the notebook" in done.stderr and "Paste the code of helper.py" in done.stderr
