"""`tito milestone`: on the learner's own package, with the reference only where it is open, and honest."""

import json
import shutil
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
ALL = ("tensor", "activations", "layers", "losses", "autograd", "optimizers", "training")


def place(root: Path, *names: str) -> None:
    """Put the reference's modules into `root` as if they had been exported or opened there."""
    core = root / "tinytorch" / "core"
    core.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(CHECKOUT / "tinytorch" / "core" / f"{name}.py", core)


def spoil(learner, name: str, code: str) -> None:
    with open(learner.home / "tinytorch" / "core" / f"{name}.py", "a") as file:
        file.write(f"\n\n{code}\n")


def status(learner) -> dict:
    return json.loads(learner.tito("milestone", "status", "--json").stdout)


def kept(learner, part: str = "01_1957_perceptron/trained") -> Path:
    return learner.home / ".tito" / "milestones" / f"{part}.json"


def test_list(learner):
    done = learner.tito("milestone", "list")

    assert done.returncode == 0 and "The XOR Crisis" in done.stdout and "01-07" in done.stdout


def test_list_for_scripts(learner):
    records = json.loads(learner.tito("milestone", "list", "--json").stdout)

    assert [record["state"] for record in records] == ["locked"] * 3 + ["not in this version yet"] * 3


def test_info_tells_the_story_and_what_is_missing(learner):
    done = learner.tito("milestone", "info", "01")

    assert "Rosenblatt" in done.stdout and "Wanted: test accuracy at least 95.0 %" in done.stdout
    assert "First complete Module 01 (Tensor): tito module start 01" in done.stdout


def test_info_says_whose_modules_it_would_run_on(learner):
    place(learner.home, *ALL[:3])

    modules = json.loads(learner.tito("milestone", "info", "01", "--json").stdout)["modules"]

    assert [module["origin"] for module in modules] == ["yours"] * 3 + ["missing"] * 4


def test_info_about_a_milestone_to_come(learner):
    done = learner.tito("milestone", "info", "04")

    assert done.returncode == 0 and "State: not in this version yet." in done.stdout


def test_without_modules_it_names_the_next_step(learner):
    done = learner.tito("milestone", "run", "01")

    assert done.returncode == 1
    assert "needs modules that are not built yet: 01, 02, 03, 04." in done.stderr
    assert "tito module start 01" in done.stderr


def test_after_module_04_the_first_part_runs_and_the_second_is_skipped_by_name(learner):
    place(learner.home, *ALL[:4])

    done = learner.command("milestone", "run", "01")

    assert done.returncode == 0, done.stderr
    assert "Needs Module 05 (Autograd), which is not built yet: tito module start 05" in done.stdout
    assert done.stdout.rstrip().endswith("When that is there: tito milestone run 01 --part trained")
    assert (status(learner)["milestones"][0]["state"], status(learner)["next"]) == ("begun", "tito module start 05")


def test_on_ones_own_package(learner):
    place(learner.home, *ALL)

    done = learner.command("milestone", "run", "01")

    assert done.returncode == 0, done.stderr
    assert "Your own code: 01, 02, 03, 04, 05, 06, 07." in done.stdout and "\x1b" not in done.stdout
    assert json.loads(kept(learner).read_text())["outcome"] == "passed"
    assert status(learner)["next"] == "tito milestone run 02"


def test_the_reference_is_told_from_ones_own(learner):
    place(learner.home, *ALL[:5])
    place(Path(learner.env["TINYTORCH_REFERENCE"]), *ALL[5:])

    learner.command("milestone", "run", "01", "--part", "trained")

    assert "yours, but for 06-07" in learner.tito("milestone", "status").stdout


def test_run_for_scripts(learner):
    place(learner.home, *ALL)
    spoil(learner, "tensor", "print('noise from a learner')")

    done = learner.command("milestone", "run", "02", "--seed", "3", "--json")

    result = json.loads(done.stdout)
    assert (done.returncode, result["passed"], result["seed"]) == (0, True, 3)
    assert result["parts"][0]["measured"]["xor_accuracy"] <= 0.75


def test_a_broken_module_is_not_a_success(learner):
    place(learner.home, *ALL)
    spoil(learner, "activations", "ReLU.forward = lambda self, x: Tensor(x.data * 0)")

    done = learner.command("milestone", "run", "02", "--json")

    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (1, "failed")
    assert "Milestone 02 (The XOR Crisis) is not reached: solved." in done.stderr
    assert "tito module test 02" in done.stderr
    assert status(learner)["milestones"][1]["state"] == "failed"


@pytest.mark.parametrize("code", ["raise SystemExit(0)", "import os; os._exit(0)"])
def test_a_module_that_ends_python(learner, code):
    place(learner.home, *ALL)
    spoil(learner, "layers", code)

    done = learner.command("milestone", "run", "01")

    assert done.returncode == 1 and "did not come to its end" in done.stderr


def test_the_newest_run_counts(learner):
    place(learner.home, *ALL)
    learner.command("milestone", "run", "01")
    spoil(learner, "optimizers", "SGD.step = lambda self: None")

    learner.command("milestone", "run", "01", "--part", "trained")

    assert [part["last_run"]["outcome"] for part in status(learner)["milestones"][0]["parts"]] == ["passed", "failed"]


def test_a_skipped_part_leaves_the_last_run_alone(learner):
    place(learner.home, *ALL)
    learner.command("milestone", "run", "01")
    before = kept(learner).read_text()
    (learner.home / "tinytorch" / "core" / "training.py").unlink()

    learner.command("milestone", "run", "01")

    assert kept(learner).read_text() == before


def test_without_data_nothing_runs_and_the_exit_code_says_so(learner):
    place(learner.home, *ALL)
    learner.env |= {"TINYTORCH_DATA": str(learner.home / "data"), "https_proxy": "http://127.0.0.1:9"}

    done = learner.command("milestone", "run", "03", "--part", "mnist")

    assert done.returncode == 3 and "nothing could run: MNIST is not in" in done.stderr
    assert not kept(learner, "03_1986_mlp/mnist").exists()


@pytest.mark.parametrize("content", ["", "[]", '{"outcome": "passed"}', '{"outcome": "great"}'])
def test_a_damaged_result_does_not_count(learner, content):
    kept(learner).parent.mkdir(parents=True)
    kept(learner).write_text(content)

    done = learner.tito("milestone", "status")

    assert done.returncode == 0 and "trained.json is damaged and does not count" in done.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["run", "9"], 2, "See all milestones: tito milestone list"),
        (["info", "02_1696_xor"], 2, "did you mean 02_1969_xor?"),
        (["run", "01", "--part", "dance"], 2, "its parts are forward, trained"),
        (["run", "01", "--seed", "-1"], 2, "--seed"),
        (["run", "04"], 3, "Milestones that are: 01, 02, 03."),
    ],
)
def test_what_cannot_be_run(learner, args, code, said):
    done = learner.tito("milestone", *args)

    assert done.returncode == code and said in done.stderr


def test_run_needs_a_workspace(learner):
    (learner.home / ".tito").rmdir()

    done = learner.tito("milestone", "run", "01")

    assert done.returncode == 3 and "tito setup" in done.stderr
