"""An installation without solutions, and a learner with an empty workspace."""

import compileall
import shutil
from pathlib import Path

import pytest
import yaml
from learners import Learner

from curriculum.course import load_course
from curriculum.products.build import build_module

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def installation(tmp_path_factory) -> Path:
    """The project as the student image has it: no reference modules, no sources; 01 to 03 are built."""
    root = tmp_path_factory.mktemp("site")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "tito", root / "tito", ignore=ignore)
    shutil.copytree(CHECKOUT / "notebooks", root / "notebooks", ignore=ignore)
    shutil.copytree(CHECKOUT / "look", root / "look", ignore=ignore)
    shutil.copytree(CHECKOUT / "tinytorch", root / "tinytorch", ignore=ignore)
    for solution in (root / "tinytorch" / "core").glob("[!_]*.py"):
        solution.unlink()
    (root / "curriculum").mkdir()
    shutil.copy(CHECKOUT / "curriculum" / "__init__.py", root / "curriculum")
    for room in ("course", "milestones"):
        shutil.copytree(CHECKOUT / "curriculum" / room, root / "curriculum" / room, ignore=ignore)
    course = yaml.safe_load((CHECKOUT / "curriculum" / "course.yml").read_text())
    for module in course["modules"]:
        module["built"] = module["number"] <= 3
    (root / "curriculum" / "course.yml").write_text(yaml.safe_dump(course, sort_keys=False))
    compileall.compile_dir(root, quiet=1)
    return root


@pytest.fixture
def learner(installation, tmp_path) -> Learner:
    """A learner with a prepared workspace and Module 01 to start, outside a classroom."""
    someone = Learner(installation, tmp_path)
    (someone.home / ".tito").mkdir()
    (someone.home / "modules").mkdir()
    someone.publish()
    return someone


@pytest.fixture(scope="session")
def products() -> dict[str, str]:
    """The texts of the release and source notebooks, built from the percent source."""
    built = build_module(load_course().module(1), CHECKOUT)
    return {product.path.parts[1]: product.text for product in built if product.path.parts[0] == "build"}


@pytest.fixture
def started(learner, products):
    """A learner who has just started the real module."""
    (learner.release / "01_tensor" / "01_tensor.ipynb").write_text(products["release"])
    learner.tito("module", "start", "01")
    return learner
