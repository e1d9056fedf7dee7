"""The command as a whole: help, version, exit codes, imports, and what it says about the place."""

import json
import subprocess
import sys

import pytest

from tito.system.checks import check_numpy, check_python


@pytest.mark.parametrize(
    "args", [["--help"], ["module", "--help"], ["module", "complete", "--help"], ["system", "--help"]]
)
def test_help(learner, args):
    done = learner.command(*args)

    assert (done.returncode, done.stdout.startswith("Usage: tito")) == (0, True)


def test_version(learner):
    assert learner.command("--version").stdout.startswith("tito ")


@pytest.mark.parametrize(
    "args", [["dance"], ["module", "start"], ["module", "test", "01", "--fast"], ["export"]]
)
def test_wrong_command_line(learner, args):
    assert learner.command(*args).returncode == 2


def test_help_imports_nothing_heavy(learner):
    program = (
        "import sys; sys.argv = ['tito', '--help']\ntry:\n    from tito.main import app; app()\n"
        "except SystemExit: pass\n"
        "print(sorted({'rich', 'numpy', 'nbgrader', 'pydantic', 'yaml', 'traitlets'} & set(sys.modules)))"
    )

    assert learner.python(program).endswith("[]")


def test_info_for_scripts(learner):
    facts = json.loads(learner.tito("system", "info", "--json").stdout)

    assert (facts["workspace"], facts["python"]) == (str(learner.home), sys.version.split()[0])


def test_health_is_good_in_a_prepared_workspace(learner):
    done = learner.tito("system", "health", "--json")

    assert done.returncode == 0, done.stderr
    assert {check["name"]: check["state"] for check in json.loads(done.stdout)}["Notebooks"] == "ok"


def test_health_names_an_export_that_does_not_import(learner):
    (learner.home / "tinytorch" / "core").mkdir(parents=True)
    (learner.home / "tinytorch" / "core" / "tensor.py").write_text("raise ValueError('odd')")

    done = learner.tito("system", "health")

    assert done.returncode == 3
    assert "tinytorch.core.tensor: ValueError: odd" in done.stderr


@pytest.mark.parametrize(
    ("version", "state"), [("1.9.5", "fault"), ("1.26.4", "fault"), ("2.0.0rc1", "ok"), ("10.0", "ok")]
)
def test_numpy_versions_compare_as_numbers(version, state):
    assert check_numpy(version).state == state


@pytest.mark.parametrize(("version", "state"), [((3, 9, 0), "fault"), ((3, 11, 0), "ok"), ((4, 0, 0), "ok")])
def test_python_versions(version, state):
    assert check_python(version).state == state


def test_output_cut_off_by_a_pipe_is_no_failure_of_tito(learner):
    done = subprocess.run(
        f"{sys.executable} -m tito module list | head -1",
        shell=True,
        env=learner.env,
        text=True,
        cwd=learner.home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )

    assert "Traceback" not in done.stderr
