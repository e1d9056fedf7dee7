"""Commands that are cut off: killed at any of their writes, or out of disk space. What was there before is there afterwards."""

import json
import os
import signal

import learner_notebooks as notebooks
import pytest
import test_tito_update as updating


def killed_before(learner, write: int, *args: str) -> bool:
    """Run tito and kill it, as `kill -9` does, when it is about to put its `write`-th file in place. False if it ended before."""
    child = os.fork()
    if child == 0:
        replace, done = os.replace, []

        def counted(*paths):
            if len(done) == write:
                os.kill(os.getpid(), signal.SIGKILL)
            done.append(paths)
            replace(*paths)

        os.replace = counted
        try:
            learner.tito(*args)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.fixture
def package(learner):
    """A learner with an exported Module 01 and a better notebook."""
    learner.tito("module", "start", "01")
    learner.write(notebooks.SOLUTION)
    learner.tito("module", "complete", "01")
    learner.write(notebooks.SOLUTION + "\nVERSION = 2\n")
    return learner


TELL = "import tinytorch.core.tensor as t; print(t.Tensor([1, 2]).sum(), hasattr(t, 'VERSION'))"


@pytest.mark.parametrize("command", [("module", "complete", "01"), ("export", "01")], ids=["complete", "export"])
def test_killed_at_any_write_the_package_imports_and_the_command_can_be_repeated(package, command):
    before, write = package.notebook.read_bytes(), 0
    while killed_before(package, write, *command):
        assert package.python(TELL).startswith("3.0")
        assert package.notebook.read_bytes() == before
        assert json.loads(package.tito("module", "status", "--json").stdout)["modules"][0]["state"] == "complete"
        write += 1
    assert write >= 2
    assert package.tito(*command).returncode == 0
    assert package.python(TELL) == "3.0 True"


def test_killed_at_any_write_a_start_is_begun_again(learner):
    write = 0
    while killed_before(learner, write, "module", "start", "01"):
        assert not learner.notebook.exists() or learner.notebook.read_text() == notebooks.text(notebooks.STUB)
        write += 1
    assert write >= 3
    assert learner.tito("module", "start", "01").returncode == 0
    assert learner.notebook.read_text() == notebooks.text(notebooks.STUB)


def test_killed_at_any_write_an_update_loses_no_answer(package):
    updating.correct(package, updating.better_test)
    write = 0
    while killed_before(package, write, "update"):
        assert notebooks.SOLUTION + "\nVERSION = 2\n" in updating.sources(package)
        write += 1
    assert write >= 3
    package.tito("update")
    assert [text for text in updating.sources(package) if "add up all elements" in text]


def test_killed_at_any_write_a_reset_keeps_the_work(package):
    before, write = package.notebook.read_bytes(), 0
    while killed_before(package, write, "module", "reset", "01"):
        kept = [file.read_bytes() for file in (package.home / ".tito" / "backups" / "01_tensor").glob("*.ipynb")]
        assert before in [package.notebook.read_bytes(), *kept]
        write += 1
    assert write >= 3


@pytest.mark.parametrize("command", ["module test 01", "module complete 01", "module reset 01", "export 01", "update"])
def test_a_full_disk_is_named_and_changes_nothing(package, command):
    updating.correct(package, updating.better_test)
    before = package.notebook.read_bytes()

    done = package.command(*command.split(), largest_file=100)

    assert (done.returncode, package.notebook.read_bytes()) == (3, before)
    assert "The disk is full: delete what you do not need" in done.stderr and "Traceback" not in done.stderr
    assert package.python(TELL) == "3.0 False"


def test_what_a_killed_command_left_is_cleared_by_setup(package):
    assert killed_before(package, 1, "module", "complete", "01")
    (left,) = (package.home / ".tito" / "staging").iterdir()
    os.utime(left, (0, 0))

    package.tito("setup")

    assert not left.exists()
