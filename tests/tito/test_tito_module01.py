"""The real Module 01 through tito, from the blank release to the learner's own package."""

from pathlib import Path

import pytest

from curriculum.build import build_module
from curriculum.course import load_course

CHECKOUT = Path(__file__).resolve().parents[2]


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


def test_blank_release_earns_nothing(started):
    done = started.tito("module", "test", "01")

    assert done.returncode == 1
    assert "\n0 of " in done.stdout


def test_reference_becomes_the_learners_own_tensor(started, products):
    started.notebook.write_text(products["source"])

    done = started.tito("module", "complete", "01")

    assert done.returncode == 0, done.stdout
    assert started.python(
        "from tinytorch import Tensor, origin; print(origin('tensor'), (Tensor([1, 2]) * 3).data)"
    ) == ("yours [3. 6.]")
