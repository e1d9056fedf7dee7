"""tito module complete and tito export: the learner's notebook becomes the learner's package."""

import learner_notebooks as notebooks

IMPORT = """
import tinytorch
from tinytorch.core.tensor import Tensor
print(tinytorch.origin("tensor"), Tensor([1, 2]).sum())
"""


def test_complete_makes_the_module_the_learners(learner):
    learner.write(notebooks.SOLUTION)

    done = learner.tito("module", "complete", "01")

    assert done.returncode == 0, done.stderr
    assert learner.python(IMPORT) == "yours 3.0"


def test_complete_refuses_while_a_test_fails(learner):
    learner.write(notebooks.WRONG)

    done = learner.tito("module", "complete", "01")

    assert (done.returncode, (learner.home / "tinytorch").exists()) == (1, False)
    assert "1 of 2 tests of Module 01 (Tensor) do not pass yet: All elements are added up" in done.stderr


def test_skip_tests_exports_with_a_warning(learner):
    learner.write(notebooks.WRONG)

    done = learner.tito("module", "complete", "01", "--skip-tests")

    assert done.returncode == 0
    assert "tests were skipped" in done.stderr
    assert learner.python(IMPORT) == "yours 1.5"


def test_an_export_that_does_not_import_never_replaces_one_that_does(learner):
    learner.write(notebooks.SOLUTION)
    learner.tito("module", "complete", "01")
    learner.write(notebooks.SOLUTION + "\nbiggest = undefined_name\n")

    done = learner.tito("module", "complete", "01", "--skip-tests")

    assert done.returncode == 1
    assert "NameError: name 'undefined_name' is not defined (at: biggest = undefined_name)" in done.stderr
    assert learner.python(IMPORT) == "yours 3.0"


def test_exported_cell_that_does_not_parse_is_named(learner):
    learner.write(notebooks.SOLUTION + "\ndef half(:\n")

    done = learner.tito("export", "01")

    assert done.returncode == 1
    assert 'cell 3 ("tensor"), line 12 does not parse' in done.stderr


def test_notebook_without_an_answer_says_what_would_be_missing(learner):
    learner.write("x = 1")

    done = learner.tito("export", "01")

    assert done.returncode == 1
    assert "tinytorch.core.tensor would lack Tensor: no cell of your notebook defines that" in done.stderr


def test_export_alone_does_not_complete_the_module(learner):
    learner.write(notebooks.WRONG)

    done = learner.tito("export", "01")

    assert done.returncode == 0, done.stderr
    assert "0 of 3 modules complete" in learner.tito("module", "status").stdout


def test_export_names_its_notebook(learner):
    learner.write(notebooks.SOLUTION)

    learner.tito("export", "01")

    exported = (learner.home / "tinytorch" / "core" / "tensor.py").read_text()
    assert exported.startswith("# Exported by tito from modules/01_tensor/01_tensor.ipynb.\n")


def test_a_crash_while_writing_keeps_the_old_export(learner):
    learner.write(notebooks.SOLUTION)
    learner.tito("module", "complete", "01")
    learner.write(notebooks.SOLUTION + "# " + "x" * 5000)

    done = learner.command("module", "complete", "01", "--skip-tests", largest_file=4000)

    assert done.returncode == 3
    assert learner.python(IMPORT) == "yours 3.0"


def test_complete_points_to_submission_in_the_classroom(learner):
    learner.write(notebooks.SOLUTION)
    learner.env["JUPYTERHUB_API_TOKEN"] = "token"

    done = learner.tito("module", "complete", "01")

    assert "tito submit 01" in done.stdout


def test_export_into_the_source_tree_is_refused(learner, installation):
    learner.env["TINYTORCH_HOME"] = str(installation)
    (installation / ".tito").mkdir()
    notebook = installation / "modules" / "01_tensor" / "01_tensor.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(notebooks.text())
    try:
        done = learner.tito("export", "01")
    finally:
        (installation / ".tito").rename(learner.home / "moved")

    assert (done.returncode, (installation / "tinytorch" / "core" / "tensor.py").exists()) == (3, False)
