"""Opening reference modules to the students, and closing them again."""

import pytest

from curriculum.course import load_course
from curriculum.products.reference import ensure_reference


@pytest.fixture
def unlock(tiny, tmp_path):
    """Return `unlock(numbers)`: apply a course with these modules unlocked; its result is what changed."""
    (tiny.root / "tinytorch" / "core").mkdir(parents=True, exist_ok=True)
    (tiny.root / "tinytorch" / "core" / "vector.py").write_text("reference = True\n")
    plain = tiny.course_file.read_text()

    def run(numbers):
        tiny.course_file.write_text(f"{plain}unlocked: {numbers}\n")
        return ensure_reference(load_course(tiny.course_file), tiny.root, tmp_path / "reference")

    return run


@pytest.fixture
def module(tmp_path):
    return tmp_path / "reference" / "tinytorch" / "core" / "vector.py"


def test_nothing_is_open_unless_the_course_says_so(unlock, module):
    assert unlock([]) == [] and not module.exists()


def test_an_unlocked_module_can_be_read(unlock, module):
    unlock([1])
    assert module.read_text() == "reference = True\n"


def test_a_second_run_changes_nothing(unlock):
    unlock([1])
    assert unlock([1]) == []


def test_a_module_that_is_locked_again_disappears(unlock, module):
    unlock([1])
    assert unlock([]) == [module] and not module.exists()
