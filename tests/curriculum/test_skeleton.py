"""A new module begins with files that build, and never over existing ones."""
import pytest

from curriculum.course import load_course
from curriculum.errors import BuildError
from curriculum.products.build import build_module
from curriculum.source.skeleton import write_skeleton


@pytest.fixture
def empty(tiny):
    """The tiny course before anybody wrote its module."""
    tiny.source.unlink()
    tiny.course_file.write_text(tiny.course_file.read_text().replace("points: 5", "points: 6"))
    course = load_course(tiny.course_file)
    return tiny, course, course.module("1")


def test_the_files_of_a_new_module_build(empty):
    tiny, course, module = empty
    written = write_skeleton(module, course, tiny.root)
    products = build_module(module, tiny.root)
    assert [file.name for file in written] == ["01_vector.py", "checks.py", "code_review.md"]
    assert "def length(numbers):" in products[2].text and '"points": 1' in products[0].text


def test_nothing_is_written_over(tiny):
    course = load_course(tiny.course_file)
    before = tiny.source.read_text()
    with pytest.raises(BuildError, match="01_vector.py exists already"):
        write_skeleton(course.module("1"), course, tiny.root)
    assert tiny.source.read_text() == before
