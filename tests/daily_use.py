"""What a learner does with `tito`, from the first `setup` to the first milestone, in whatever place tito is installed.

`live_through` runs the commands and notes what a script would see; `expected` is what must come out, the same in every place.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from work import Work

from curriculum.course import load_course

COURSE = load_course()
# What milestones are made of; that every later module is built in the same way is told in a classroom (tests/e2e/test_term.py).
LAST = max(max(part.needs) for milestone in COURSE.milestones if milestone.built for part in milestone.parts)
MODULES = [module for module in COURSE.built_modules if module.number <= LAST]


@dataclass(frozen=True)
class Place:
    """Where tito runs. `tito(*words)` gives (exit code, standard output, standard error); paths are below the workspace."""

    tito: Callable[..., tuple[int, str, str]]
    read: Callable[[str], str]
    write: Callable[[str, str], None]
    alone: bool = True

    def answer(self, *words: str):
        """The exit code and the JSON of a command."""
        code, out, err = self.tito(*words, "--json")
        return code, json.loads(out) if out.strip() else err

    def fill(self, module) -> None:
        """Write the right answers into the module's notebook."""
        path = f"modules/{module.slug}/{module.slug}.ipynb"
        self.write(path, Work(module.number).right(self.read(path)))


def live_through(place: Place) -> dict:
    """Build the modules that milestones are made of, and run the first; what each command said, without paths and times."""
    seen, first = {}, MODULES[0]
    seen["help"] = [place.tito("--help")[0], place.tito("milestone", "--help")[0]]
    seen["setup"] = place.tito("setup")[0]
    seen["list"] = [module["slug"] for module in place.answer("module", "list")[1] if module["available"]]
    seen["too early"] = _step(place.tito("module", "start", "03"))
    seen["start"] = _facts(place.answer("module", "start", "01"), "module", "brought")
    code, blank = place.answer("module", "test", "01")
    seen["blank"] = code, blank["earned"], all(result["hint"] for result in blank["results"])
    seen["not complete"] = _step(place.tito("module", "complete", "01"))
    place.fill(first)
    seen["right"] = _facts(place.answer("module", "test", "01"), "passed", "problems", "notes")
    seen["complete"] = _facts(place.answer("module", "complete", "01"), "state", "origin", "tests")
    seen["export"] = place.tito("export", "01")[0]
    seen["milestone too early"] = _step(place.tito("milestone", "run", "01"))
    seen["opened"] = [_build(place, module) for module in MODULES[1:]]
    code, run = place.answer("milestone", "run", "01")
    seen["milestone"] = code, run["outcome"], [module["origin"] for module in run["modules"]]
    code, status = place.answer("milestone", "status")
    seen["milestones"] = code, [milestone["state"] for milestone in status["milestones"]]
    code, checks = place.answer("system", "health")
    # Whether JupyterLab is there is the one thing in which the places may differ.
    seen["health"] = code, {check["name"]: check["state"] for check in checks if check["name"] != "JupyterLab"}
    if place.alone:
        seen["submit"] = _step(place.tito("submit", "01"))
    code, updates = place.answer("update")
    seen["update"] = code, [(update["module"], update["state"]) for update in updates]
    return seen


def expected(alone: bool = True) -> dict:
    """What `live_through` sees where everything is as it should be. `alone`: outside a classroom, where nothing is submitted."""
    labels = [module.label for module in MODULES]
    opened = {module.label: [] for module in MODULES}
    for milestone in COURSE.milestones:
        for number in sorted({max(part.needs) for part in milestone.parts}) if milestone.built else []:
            opened[f"{number:02d}"].append(milestone.label)
    return {
        "help": [0, 0],
        "setup": 0,
        "list": [module.slug for module in COURSE.built_modules],
        "too early": (1, "tito module start 01"),
        "start": (0, {"module": "01_tensor", "brought": True}),
        "blank": (1, 0, True),
        "not complete": (1, "tito module test 01"),
        "right": (0, {"passed": True, "problems": [], "notes": []}),
        "complete": (0, {"state": "complete", "origin": "yours", "tests": "passed"}),
        "export": 0,
        "milestone too early": (1, "tito module start 02"),
        "opened": [(0, 0, opened[label]) for label in labels[1:]],
        "milestone": (0, "passed", ["yours"] * len({number for part in COURSE.milestone(1).parts for number in part.needs})),
        "milestones": (0, ["passed"] + ["open" if each.built else "not in this version yet" for each in COURSE.milestones[1:]]),
        "health": (0, {name: "ok" for name in ("Python", "NumPy", "Workspace", "Notebooks", "Your package")}),
        **({"submit": (3, "tito module test 01")} if alone else {}),
        "update": (0, [(module.slug, "current") for module in MODULES]),
    }


def _build(place: Place, module) -> tuple:
    """Start, answer and complete a module: both exit codes, and the milestones that it says are open now."""
    started = place.tito("module", "start", module.label)[0]
    place.fill(module)
    code, out, _ = place.tito("module", "complete", module.label)
    return started, code, re.findall(r"tito milestone run (\d\d)", out)


def _step(done: tuple[int, str, str]) -> tuple:
    """The exit code and the first command that the error names as the next step."""
    code, _, err = done
    return code, next(iter(re.findall(r"tito(?: [a-z]+)+ \d\d", err)), err)


def _facts(done: tuple, *names: str) -> tuple:
    code, answer = done
    return code, {name: answer[name] for name in names}
