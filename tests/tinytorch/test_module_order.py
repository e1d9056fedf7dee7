"""Every exported module imports alone, in module order, in a fresh Python that has only its prerequisites."""

import json
from pathlib import Path

import pytest

from curriculum.course import load_course
from curriculum.prerequisites.definitions import CourseDefinitions

ROOT = Path(__file__).resolve().parents[2]
COURSE = load_course(ROOT / "curriculum" / "course.yml")
CELL_RUNNER = ROOT / "tests" / "curriculum" / "modules" / "cell_runner.py"
BUILT = COURSE.built_modules

each_module = pytest.mark.parametrize("module", BUILT, ids=lambda module: module.slug)


def core_name(module) -> str:
    return module.exports.removeprefix("core.")


def put(places, module, place: str) -> None:
    text = (ROOT / "tinytorch" / "core" / f"{core_name(module)}.py").read_text(encoding="utf-8")
    places.write(place, core_name(module), text)


@pytest.fixture
def grown(places):
    """A function that puts the module and its prerequisites, and no other, into a place."""

    def grown(module, place):
        for each in CourseDefinitions(COURSE, ROOT).within_reach(module):
            put(places, each, place)
        return places

    return grown


@pytest.mark.parametrize("place, origin", [("site", "reference"), ("home", "yours")])
@each_module
def test_the_module_imports_with_its_prerequisites_alone(grown, module, place, origin):
    code = f"import tinytorch.{module.exports}, tinytorch; print(tinytorch.origin({module.name!r}))"

    assert grown(module, place).output(code) == origin


@each_module
def test_the_module_defines_what_the_course_promises(grown, module):
    code = f"""
import tinytorch.{module.exports} as module
for name in {module.provides}:
    print(getattr(module, name).__module__)
"""
    home = f"tinytorch.{module.exports}"

    assert grown(module, "home").output(code).split() == [home] * len(module.provides)


@each_module
def test_every_package_offers_what_the_course_promises(grown, module):
    packages = ["tinytorch", "tinytorch.core", f"tinytorch.{module.facade or 'core'}"]
    names = ", ".join(module.provides)
    code = "\n".join(f"from {package} import {names}" for package in packages) + "\nprint('offered')"

    assert grown(module, "home").output(code) == "offered"


@each_module
def test_the_module_is_missing_before_its_turn(places, module):
    for earlier in BUILT[: module.number - 1]:
        put(places, earlier, "home")
    error = places.error(f"import tinytorch.{module.exports}")

    assert f"complete Module {module.label} ({module.title}) first" in error


@pytest.mark.parametrize("module", BUILT[1:], ids=lambda module: module.slug)
def test_the_module_needs_an_earlier_one(places, module):
    put(places, module, "home")

    assert "ModuleNotBuiltError: tinytorch.core." in places.error(f"import tinytorch.{module.exports}")


@each_module
def test_the_notebook_runs_with_its_prerequisites_alone(places, tmp_path, module):
    definitions = CourseDefinitions(COURSE, ROOT)
    for each in definitions.within_reach(module):
        if each is not module:
            put(places, each, "home")
    cells = tmp_path / "cells.json"
    sources = [cell.source for cell in definitions.notebook(module.number).cells if cell.cell_type == "code"]
    cells.write_text(json.dumps(sources))
    code = f"""
import json, sys
sys.path.append({str(CELL_RUNNER.parent)!r})
from cell_runner import run_cells
print([report["error"] for report in run_cells(json.load(open({str(cells)!r}))) if report["error"]])
"""

    assert places.output(code) == "[]"
