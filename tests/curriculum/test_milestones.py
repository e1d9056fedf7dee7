"""The milestones: reached with the reference, not reached with broken modules, and honest about both."""

import ast
import contextlib
import importlib
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from curriculum.course import load_course
from curriculum.milestones.dashboard import Lines
from curriculum.milestones.engine import accuracy, misses, overall, run_milestone
from curriculum.milestones.figures import curve, shown, wanted_text, whose_text
from curriculum.source.notebook import read_source
from curriculum.source.regions import split
from tinytorch import Tensor
from tinytorch.datasets import sources

CHECKOUT = Path(__file__).parents[2]
SCRIPTS = CHECKOUT / "curriculum" / "milestones"
COURSE = load_course()
BUILT = [milestone for milestone in COURSE.milestones if milestone.built]
PARTS = [pytest.param(m, part, id=f"{m.label}-{part.name}") for m in BUILT for part in m.parts]
QUICK = [parameter for parameter in PARTS if "mnist" not in parameter.id]

# Appended to a copy of the reference's module, this is a learner's mistake.
MISTAKES = {
    "relu returns zeros": ("activations", "ReLU.forward = lambda self, x: Tensor(x.data * 0)"),
    "sigmoid ignores its input": ("activations", "Sigmoid.forward = lambda self, x: Tensor(x.data * 0 + 0.4)"),
    "sgd never moves": ("optimizers", "SGD.step = lambda self: None"),
    "sgd climbs": ("optimizers", "_d = SGD.direction\nSGD.direction = lambda s, i, p, g: -_d(s, i, p, g)"),
    "weights are nan": ("layers", "_w = xavier_weight\ndef xavier_weight(i, o):\n    return _w(i, o) * np.nan"),
    "a layer raises": ("layers", "def _forward(self, x):\n    raise KeyError('weight')\nLinear.forward = _forward"),
}

# Each of them still learns: training alone would not notice.
MISFITS = {
    "products lose the sign of the other factor": ("autograd", """
def _apply(self, g):
    a, b = self.saved_tensors
    return tuple(unbroadcast(g * abs(other.data), one.shape) if one.requires_grad else None for one, other in ((a, b), (b, a)))
MulBackward.apply = _apply"""),
    "sigmoid's rule works in its result": ("autograd", """
def _apply(self, g):
    self.result *= 1 - self.result
    return (g * self.result,)
SigmoidBackward.apply = _apply"""),
    "the rule of cross-entropy works in the logits": ("autograd", """
def _apply(self, g):
    logits, targets = self.saved_tensors
    p = logits.data
    p -= p.max(axis=1, keepdims=True)
    np.exp(p, out=p)
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), targets.data.astype(int)] -= 1
    return g * p / len(p), None
CrossEntropyBackward.apply = _apply"""),
    "half of the weights' gradient": ("autograd", """
_rule = MatmulBackward.apply
MatmulBackward.apply = lambda self, g: tuple(each if each is None else each / 2 for each in _rule(self, g))"""),
    "the loss softens its targets in place": ("losses", """
_loss = BinaryCrossEntropyLoss.forward
def _forward(self, predictions, targets):
    targets.data *= 0.999
    return _loss(self, predictions, targets)
BinaryCrossEntropyLoss.forward = _forward"""),
    "a layer looks at the whole batch": ("layers", """
_layer = Linear.forward
Linear.forward = lambda self, x: _layer(self, x - x.mean(axis=0, keepdims=True) / 100)"""),
}
MISTAKES |= MISFITS


@pytest.fixture
def reference(tmp_path, monkeypatch):
    """A learner without any module, in a checkout: the reference runs."""
    monkeypatch.setenv("TINYTORCH_HOME", str(tmp_path))
    monkeypatch.setenv("TINYTORCH_REFERENCE", str(tmp_path / "none"))


@pytest.fixture
def no_mnist(tmp_path, monkeypatch):
    monkeypatch.setenv("TINYTORCH_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(sources, "MNIST", tuple(each._replace(urls=()) for each in sources.MNIST))


def run(milestone, part, seed=None) -> dict:
    """Run one part in this process, print nothing, and return its record."""
    result = run_milestone(COURSE, milestone, [part], seed or milestone.years[0], Lines(quiet=True))
    return result["parts"][0]


def start(home: Path, *arguments: str, **streams) -> subprocess.Popen:
    """Start a milestone as a program, for a learner whose workspace is `home`."""
    env = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TINYTORCH_HOME": str(home),
        "TINYTORCH_REFERENCE": str(home / "none"),
    }
    command = [sys.executable, "-m", "curriculum.milestones", *arguments]
    return subprocess.Popen(command, cwd=home, env=env, stdin=subprocess.DEVNULL, **streams)


def program(home: Path, *arguments: str) -> SimpleNamespace:
    """Run a milestone as a program to its end, without a terminal."""
    running = start(home, *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    stdout, stderr = running.communicate(timeout=60)
    return SimpleNamespace(returncode=running.returncode, stdout=stdout, stderr=stderr)


def on_a_terminal(home: Path, *arguments: str) -> str:
    """Run a milestone on a terminal and return what it showed."""
    ours, theirs = pty.openpty()
    running = start(home, *arguments, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown_bytes = b""
    with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
        while chunk := os.read(ours, 1 << 16):
            shown_bytes += chunk
    os.close(ours)
    assert running.wait(timeout=60) == 0
    return shown_bytes.decode()


def with_mistake(home: Path, name: str, *arguments: str) -> dict:
    """Run as a learner who made the mistake `name`; return the result file."""
    module, code = MISTAKES[name]
    core = home / "tinytorch" / "core"
    core.mkdir(parents=True)
    shutil.copy(CHECKOUT / "tinytorch" / "core" / f"{module}.py", core)
    with open(core / f"{module}.py", "a") as file:
        file.write(f"\n\n{code}\n")
    done = program(home, *arguments, "--result", str(home / "result.json"))
    assert "Traceback" not in done.stderr
    return {**json.loads((home / "result.json").read_text()), "exit": done.returncode, "printed": done.stdout}


@pytest.mark.parametrize(("milestone", "part"), QUICK)
def test_the_reference_reaches_it(reference, milestone, part):
    record = run(milestone, part)

    assert (record["outcome"], record["reason"]) == ("passed", "")
    assert record["seconds"] < 20


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("milestone", "part"), QUICK)
def test_other_seeds_reach_it_too(reference, milestone, part, seed):
    assert run(milestone, part, seed)["outcome"] == "passed"


@pytest.mark.slow
@pytest.mark.skipif("TINYTORCH_DATA" not in os.environ, reason="MNIST: set TINYTORCH_DATA to a folder that has it")
def test_mnist_within_five_minutes(reference):
    record = run(COURSE.milestone(3), COURSE.milestone(3).part("mnist"))

    assert record["outcome"] == "passed", record
    assert record["seconds"] < 300


def test_without_data_mnist_is_skipped_by_name(reference, no_mnist):
    result = run_milestone(COURSE, COURSE.milestone(3), COURSE.milestone(3).parts, 1986, Lines(quiet=True))

    assert [(record["name"], record["outcome"]) for record in result["parts"]] == [
        ("tinydigits", "passed"),
        ("mnist", "skipped"),
    ]
    assert "MNIST is not in" in result["parts"][1]["reason"] and "TINYTORCH_DATA" in result["parts"][1]["reason"]
    assert (result["outcome"], result["passed"]) == ("incomplete", False)


def test_a_damaged_data_file_is_named(reference, no_mnist, tmp_path):
    (tmp_path / "data").mkdir()
    for source in sources.MNIST:
        (tmp_path / "data" / source.name).write_bytes(b"no digits")

    record = run(COURSE.milestone(3), COURSE.milestone(3).part("mnist"))

    assert record["outcome"] == "skipped" and sources.MNIST[0].name in record["reason"]


@pytest.mark.parametrize(
    ("mistake", "milestone", "part"),
    [
        ("sigmoid ignores its input", "01", "forward"),
        ("weights are nan", "01", "forward"),
        ("a layer raises", "01", "forward"),
        ("sgd never moves", "01", "trained"),
        ("sgd climbs", "01", "trained"),
        ("sgd never moves", "02", "crisis"),
        ("sgd climbs", "02", "crisis"),
        ("relu returns zeros", "02", "solved"),
        ("relu returns zeros", "03", "tinydigits"),
        ("weights are nan", "03", "tinydigits"),
    ],
)
def test_broken_modules_do_not_reach_it(tmp_path, mistake, milestone, part):
    result = with_mistake(tmp_path, mistake, milestone, "--part", part)

    assert (result["exit"], result["outcome"], result["passed"]) == (1, "failed", False)


@pytest.mark.parametrize(
    ("misfit", "milestone", "part", "reason"),
    [
        ("products lose the sign of the other factor", "02", "solved", "but finite differences"),
        ("sigmoid's rule works in its result", "01", "trained", "changed the outputs of the network"),
        ("the rule of cross-entropy works in the logits", "03", "tinydigits", "changed the outputs of the network"),
        ("half of the weights' gradient", "03", "tinydigits", "but finite differences"),
        ("the loss softens its targets in place", "01", "trained", "changed the targets"),
        ("a layer looks at the whole batch", "03", "tinydigits", "A batch does not give what its samples give"),
    ],
)
def test_modules_that_do_not_fit_together_do_not_reach_it(tmp_path, misfit, milestone, part, reason):
    result = with_mistake(tmp_path, misfit, milestone, "--part", part)

    assert result["exit"] == 1 and reason in result["parts"][0]["reason"]


def test_an_error_names_the_learners_line(tmp_path):
    result = with_mistake(tmp_path, "a layer raises", "01", "--part", "forward")

    reason = result["parts"][0]["reason"]
    assert "KeyError: 'weight'" in reason and str(tmp_path / "tinytorch" / "core" / "layers.py") in reason
    assert "KeyError" in result["printed"]


def test_it_says_whose_code_ran(tmp_path):
    result = with_mistake(tmp_path, "relu returns zeros", "02", "--part", "crisis")

    origins = {module["number"]: module["origin"] for module in result["modules"]}
    assert origins == {"02": "yours", **dict.fromkeys(("01", "03", "04", "05", "06"), "reference")}
    assert "Your own code: 02. The reference's: 01, 03, 04, 05, 06." in result["printed"]


@pytest.mark.parametrize("built, code, outcome", [
    (7, "", "passed"),
    (8, "", "passed"),
    (8, "_get = TensorDataset.__getitem__\n"
        "TensorDataset.__getitem__ = lambda self, i: (_get(self, i)[0], _get(self, (i + 1) % len(self))[1])", "failed"),
])  # fmt: skip
def test_digits_come_from_the_learners_dataloader_once_it_is_built(tmp_path, built, code, outcome):
    core = tmp_path / "tinytorch" / "core"
    core.mkdir(parents=True)
    for module in COURSE.built_modules[:built]:
        shutil.copy(CHECKOUT / "tinytorch" / "core" / f"{module.exports.removeprefix('core.')}.py", core)
    if code:
        with open(core / "dataloader.py", "a") as file:
            file.write(f"\n\n{code}\n")
    program(tmp_path, "03", "--part", "tinydigits", "--result", str(tmp_path / "result.json"))
    result = json.loads((tmp_path / "result.json").read_text())

    assert [module["origin"] for module in result["modules"]] == ["yours"] * built
    assert result["parts"][0]["outcome"] == outcome


def test_the_result_is_plain_json_with_a_known_shape(tmp_path):
    program(tmp_path, "02", "--seed", "5", "--result", str(tmp_path / "result.json"))

    result = json.loads((tmp_path / "result.json").read_text())
    assert list(result) == [
        "schema", "milestone", "seed", "outcome", "passed", "parts", "modules", "seconds", "versions", "finished"
    ]  # fmt: skip
    assert (result["schema"], result["milestone"], result["seed"]) == (1, "02_1969_xor", 5)
    assert [list(part) for part in result["parts"]] == [
        ["name", "outcome", "reason", "measured", "wanted", "seconds"]
    ] * 2
    assert set(result["versions"]) == {"course", "tinytorch", "numpy", "python"}


def test_a_figure_that_is_no_number_was_not_measured(reference, monkeypatch):
    crisis, part = importlib.import_module("curriculum.milestones.02_1969_xor.crisis"), COURSE.milestone(2).parts[0]
    monkeypatch.setattr(crisis, "run", lambda seed, report: {"or_accuracy": float("nan"), "xor_loss": 0.69})

    record = run(COURSE.milestone(2), part)

    assert (record["outcome"], record["measured"]) == ("failed", {"xor_loss": 0.69})


def test_the_same_seed_measures_the_same(reference):
    milestone, part = COURSE.milestone(3), COURSE.milestone(3).part("tinydigits")

    assert run(milestone, part, 7)["measured"] == run(milestone, part, 7)["measured"]


def test_without_a_terminal_it_prints_plain_lines(tmp_path):
    done = program(tmp_path, "01")

    assert done.returncode == 0 and "\x1b" not in done.stdout
    assert "wanted: at least 95.0 %" in done.stdout
    assert sum(" of 500: " in line for line in done.stdout.splitlines()) == 10


def test_on_a_terminal_it_draws(tmp_path):
    assert "\x1b" in on_a_terminal(tmp_path, "02", "--part", "solved")


def test_plain_lines_on_a_terminal(tmp_path):
    assert "\x1b" not in on_a_terminal(tmp_path, "02", "--part", "solved", "--plain")


@pytest.mark.parametrize("arguments", [["9"], ["04"], ["01", "--part", "dance"]])
def test_a_wrong_command_line(tmp_path, arguments):
    done = program(tmp_path, *arguments)

    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_nobody_elses_framework_and_no_later_module():
    """What a part imports, directly or from its siblings, comes from the modules that course.yml says it needs or uses."""
    home = {name: module.number for module in COURSE.modules for name in module.provides}
    for milestone in BUILT:
        for part in milestone.parts:
            names, packages = imported(SCRIPTS / milestone.slug / f"{part.name}.py")
            assert {home[name] for name in names} <= {*part.needs, *part.uses}, part
            assert packages <= {"numpy", "tinytorch", "typing"}, part


def imported(file: Path) -> tuple[set[str], set[str]]:
    """(names of the course, packages) that a script imports, its siblings included."""
    names, packages = set(), set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            packages |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 1:
            more, others = imported(file.with_name(f"{node.module}.py"))
            names, packages = names | more, packages | others
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            packages.add(node.module.split(".")[0])
            if node.module == "tinytorch":
                names |= {alias.name for alias in node.names}
    return names, packages


def test_students_get_no_solution_with_the_milestones():
    """The scripts lie in the students' image."""
    lines, released = set(), []
    for module in COURSE.built_modules:
        for cell in read_source(module, CHECKOUT).cells:
            parts = split(cell)
            released += parts.released
            lines |= {line.strip() for line in parts.inside.get("SOLUTION", []) + parts.inside.get("HIDDEN TESTS", [])}
    public = "\n".join(released)
    secrets = {line for line in lines if len(line) >= 40 and line not in public}
    scripts = {line.strip() for file in SCRIPTS.rglob("*.py") for line in file.read_text().splitlines()}

    assert len(secrets) > 50
    assert scripts & secrets == set()


@pytest.mark.parametrize("milestone", BUILT, ids=lambda milestone: milestone.label)
def test_the_readme_tells_every_part_and_its_criterion(milestone):
    readme = (SCRIPTS / milestone.slug / "README.md").read_text()

    assert milestone.title in readme and f"tito milestone run {milestone.label}" in readme
    for part in milestone.parts:
        success = readme.split("## Success")[1]
        least = [f"{100 * low:g} %" for name, (low, _) in part.within.items() if "accuracy" in name and low]
        assert all(figure in success for figure in [f"`{part.name}`", *least])


def test_accuracy_counts_what_is_not_a_number_as_wrong():
    scores = Tensor([[2.0, 1.0], [float("nan"), 1.0], [0.0, 1.0]])

    assert accuracy(scores, np.array([0, 0, 0])) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("measured", "missed"),
    [({"x": 1.0}, []), ({"x": 0.5}, []), ({"x": 1.01}, ["x"]), ({"x": float("nan")}, ["x"]), ({}, ["x"])],
)
def test_bounds(measured, missed):
    assert misses(measured, {"x": [0.5, 1]}) == missed


@pytest.mark.parametrize(
    ("outcomes", "word"),
    [
        (["passed", "passed"], "passed"),
        (["passed", "skipped"], "incomplete"),
        (["skipped", "failed"], "failed"),
        (["skipped"], "skipped"),
    ],
)
def test_one_word_for_several_parts(outcomes, word):
    assert overall(outcomes) == word


@pytest.mark.parametrize(
    ("name", "bounds", "text"),
    [
        ("accuracy", [1, 1], "100.0 %"),
        ("test_accuracy", [0.95, 1], "at least 95.0 %"),
        ("xor_accuracy", [0, 0.75], "at most 75.0 %"),
        ("loss", [0.69, 0.7], "0.69 to 0.7"),
    ],
)
def test_bounds_in_words(name, bounds, text):
    assert wanted_text(name, bounds) == text


def test_figures_as_text():
    assert (shown("accuracy", 0.955), shown("loss", 0.693147)) == ("95.5 %", "0.6931")
    assert (curve([1, 1]), curve([0, 1, 2])) == ("▁▁", "▁▄█")
    assert len(curve(list(range(1000)))) == 40
    assert whose_text([{"number": "01", "origin": "missing"}, {"number": "02", "origin": "yours"}]) == (
        "Your own code: 02. Not built: 01."
    )
