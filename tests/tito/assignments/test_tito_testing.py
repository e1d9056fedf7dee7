"""tito module test: the verdict on each test cell, the hints, and notebooks that are not in order."""

import json

import learner_notebooks as notebooks
import pytest


def test_right_solution_passes(learner):
    learner.write(notebooks.SOLUTION)

    done = learner.tito("module", "test", "01")

    assert done.returncode == 0, done.stderr
    assert "30 of 30 points" in done.stdout


def test_wrong_solution_fails_with_the_assertions_sentence(learner):
    learner.write(notebooks.WRONG)

    done = learner.tito("module", "test", "01")

    assert done.returncode == 1
    assert (
        "FAIL  All elements are added up  (20 points)\n        sum() of [1, 2, 3] must be 6, not 2.0: add the elements up\n"
        in done.stdout
    )
    assert "Traceback" not in done.stdout + done.stderr


def test_other_errors_name_the_learners_line(learner):
    learner.write(notebooks.SOLUTION.replace("self.data.sum()", "self.dta.sum()"))

    done = learner.tito("module", "test", "01")

    assert (
        """AttributeError: 'Tensor' object has no attribute 'dta' (cell 3 ("tensor"), line 10)"""
        in done.stdout
    )


def test_blank_release_earns_nothing_for_what_is_not_written(learner):
    learner.write(notebooks.STUB)

    done = learner.tito("module", "test", "01")

    assert done.returncode == 1
    assert 'not written yet (cell 3 ("tensor"), line 11)' in done.stdout
    assert "10 of 30 points" in done.stdout


def test_a_name_that_was_given_another_value_is_named(learner):
    learner.write(extra=(notebooks.cell("for np in range(3):\n    pass"),))

    done = learner.tito("module", "test", "01")

    said = "        The name `np`, which the tests use, was given another value in cell 4: `for np in range(3):`\n"
    failed = "FAIL  All elements are added up  (20 points)\n        AttributeError: 'int' object has no attribute 'array'"
    assert failed in done.stdout
    assert done.stdout.count(said) == 2


def test_bare_assert_is_quoted(learner):
    learner.write(extra=(notebooks.cell("assert 1 == 2", "test_bare", 1, graded=True),))

    done = learner.tito("module", "test", "01")

    assert "this does not hold: assert 1 == 2" in done.stdout


@pytest.mark.parametrize("broken", ["def half(:\n    pass", "x = (1,\n", "  indented = 1"])
def test_cell_that_does_not_parse_is_named_with_its_line(learner, broken):
    learner.write(extra=(notebooks.cell("ok = 1\n" + broken, "half_written", solution=True),))

    done = learner.tito("module", "test", "01")

    assert 'cell 4 ("half_written"), line 2 does not parse' in done.stdout


def test_magics_and_shell_lines_are_not_syntax_errors(learner):
    learner.write(
        extra=(
            notebooks.cell("%load_ext autoreload\n!ls\nx = 1"),
            notebooks.cell("%%bash\nif true; then ls; fi"),
        )
    )

    done = learner.tito("module", "test", "01")

    assert (done.returncode, "!" in done.stdout) == (0, False), done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ('{"cells": [', "it is not valid JSON from line 1, column 12 on"),
        ('{"nbformat": 4}', "has no cells of a notebook"),
    ],
)
def test_damaged_notebook_names_the_place_and_the_way_back(learner, content, said):
    learner.notebook.parent.mkdir(parents=True)
    learner.notebook.write_text(content)

    done = learner.tito("module", "test", "01")

    assert done.returncode == 1
    assert said in done.stderr
    assert "tito module repair 01" in done.stderr


def test_missing_notebook_says_how_to_get_it(learner):
    done = learner.tito("module", "test", "01")

    assert done.returncode == 1
    assert "tito module start 01" in done.stderr


def test_endless_loop_is_stopped_and_named(learner):
    learner.write(extra=(notebooks.cell("while True: pass", "loop", solution=True),))

    done = learner.tito("module", "test", "01", "--timeout", "2")

    assert done.returncode == 0, "as for the grader, what comes after it counts"
    assert 'cell 4 ("loop") did not end by itself: it was stopped after 1 s: an endless loop?' in done.stdout


def test_a_call_that_ends_python_is_named(learner):
    learner.write(extra=(notebooks.cell("import os; os._exit(3)"),))

    done = learner.tito("module", "test", "01")

    assert "cell 4 did not end by itself: the process ended itself with exit code 3" in done.stdout


def test_input_does_not_wait_for_an_answer(learner):
    learner.write(extra=(notebooks.cell("name = input('Name? ')"),))

    done = learner.tito("module", "test", "01")

    assert "EOFError" in done.stdout


def test_changed_test_cell_runs_as_released(learner):
    learner.tito("module", "start", "01")
    learner.write(notebooks.WRONG)
    learner.notebook.write_text(learner.notebook.read_text().replace("total == 6", "total == 2"))

    done = learner.tito("module", "test", "01")

    assert done.returncode == 1
    assert "locked cell that was changed" in done.stderr


def test_copy_of_a_graded_cell_is_named(learner):
    learner.write(extra=(notebooks.cell("x = 1", "tensor", solution=True),))

    done = learner.tito("module", "test", "01")

    assert "cell tensor is there more than once" in done.stderr
    assert "delete" not in done.stderr


@pytest.mark.parametrize(("answer", "code"), [(notebooks.SOLUTION, 0), (notebooks.WRONG, 1)])
def test_deleted_tests_run_as_released(learner, answer, code):
    learner.tito("module", "start", "01")
    learner.write(answer, tests=False)

    done = learner.tito("module", "test", "01")

    assert done.returncode == code
    assert "cell test_sum was missing and was restored" in done.stderr


@pytest.mark.parametrize("released", [True, False], ids=["release known", "release unknown"])
@pytest.mark.parametrize("kind", ["code", "markdown", "raw"])
def test_a_copied_test_counts_once(learner, released, kind):
    copy = notebooks.cell(notebooks.TEST_SUM, "test_sum", 20, graded=True, kind=kind)
    if released:
        learner.tito("module", "start", "01")
    else:
        (learner.release / "01_tensor" / "01_tensor.ipynb").unlink()
    content = notebooks.notebook(notebooks.SOLUTION)
    content["cells"] += [copy, {**copy, "id": "another"}]
    learner.notebook.parent.mkdir(exist_ok=True)
    learner.notebook.write_text(json.dumps(content))

    found = json.loads(learner.tito("module", "test", "01", "--json").stdout)

    names = [each["name"] for each in found["results"]]
    assert (found["earned"], found["possible"], names) == (30, 30, ["test_data", "test_sum"])


def test_notebook_without_tests_does_not_pass(learner):
    del learner.env["TINYTORCH_RELEASE_DIR"]  # nobody knows which tests there were
    learner.write(notebooks.SOLUTION, tests=False)

    done = learner.tito("module", "test", "01")

    assert done.returncode == 1
    assert "has no tests any more" in done.stderr
