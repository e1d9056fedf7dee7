"""Laying out an nbgrader course directory, and what is left alone there."""

import json

import pytest
from typer.testing import CliRunner

from curriculum.__main__ import app
from curriculum.course import load_course
from curriculum.errors import BuildError
from curriculum.products.course_dir import ensure_course_dir


@pytest.fixture
def lay(tiny, tmp_path):
    """Lay out the tiny course in tmp_path/course."""

    def run(force=False, configuration=True):
        return ensure_course_dir(load_course(tiny.course_file), tiny.root, tmp_path / "course", force, configuration)

    return run


@pytest.fixture
def notebook(tmp_path):
    return tmp_path / "course" / "source" / "01_vector" / "01_vector.ipynb"


def edit(notebook):
    notebook.write_text(notebook.read_text().replace("How long is an arrow?", "An instructor's words."))


def test_it_lays_out_sources_and_a_configuration(lay, notebook, tmp_path):
    lay()

    assert any("math.sqrt" in "".join(cell["source"]) for cell in json.loads(notebook.read_text())["cells"])
    assert "c.CourseDirectory.course_id = 'tiny'" in (tmp_path / "course" / "nbgrader_config.py").read_text()


def test_a_second_run_writes_nothing(lay):
    lay()

    assert lay() == []


def test_the_command_tells_a_change_from_none(tiny, tmp_path):
    command = ["course-dir", str(tmp_path / "course"), "--root", str(tiny.root)]

    lines = [CliRunner().invoke(app, command).stdout for _ in range(2)]

    assert [line.partition(": ")[2] for line in lines] == [
        "1 modules, 2 files written.\n",
        "1 modules, nothing to do.\n",
    ]


def test_a_newer_source_replaces_an_untouched_one(lay, notebook, tiny):
    lay()
    tiny.edit("How long is an arrow?", "How long is this arrow?")

    assert lay() == [notebook]
    assert "this arrow" in notebook.read_text()


def test_an_edited_source_is_kept_while_there_is_nothing_newer(lay, notebook):
    lay()
    edit(notebook)

    assert lay() == []
    assert "An instructor's words." in notebook.read_text()


def test_an_edited_source_is_not_replaced_by_a_newer_one(lay, notebook, tiny):
    lay()
    edit(notebook)
    tiny.edit("def length(vector)", "def length(vector, /)")

    with pytest.raises(BuildError, match="01_vector.ipynb was edited here.*--force"):
        lay()

    assert "An instructor's words." in notebook.read_text()


def test_force_replaces_an_edited_source(lay, notebook):
    lay()
    edit(notebook)

    assert lay(force=True) == [notebook]
    assert "An instructor's words." not in notebook.read_text()


def test_a_source_of_unknown_origin_is_not_replaced(lay, notebook):
    notebook.parent.mkdir(parents=True)
    notebook.write_text("{}")

    with pytest.raises(BuildError, match="--force"):
        lay()


def test_work_and_settings_are_left_alone(lay, tmp_path):
    course = tmp_path / "course"
    kept = [
        "submitted/ada/01_vector/01_vector.ipynb",
        "autograded/ada/01_vector/01_vector.ipynb",
        "feedback/ada/01_vector/01_vector.html",
        "gradebook.db",
        "nbgrader_config.py",
        ".grading/salt",
    ]
    for name in kept:
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(f"precious {name}")

    lay(force=True)

    assert [(course / name).read_text() for name in kept] == [f"precious {name}" for name in kept]


def test_checks_are_laid_beside_the_sources_and_not_into_them(lay, tiny, tmp_path):
    module = tiny.root / "curriculum" / "modules" / "01_vector"
    (module / "checks.py").write_text("DECIDES = {}\n")

    lay()

    assert (tmp_path / "course" / "checks" / "01_vector" / "01_vector.py").read_text() == "DECIDES = {}\n"
    assert list((tmp_path / "course" / "source").rglob("*.py")) == []


def test_edited_checks_are_kept_like_an_edited_source(lay, tiny, tmp_path):
    checks = tiny.root / "curriculum" / "modules" / "01_vector" / "checks.py"
    laid = tmp_path / "course" / "checks" / "01_vector" / "01_vector.py"
    checks.write_text("DECIDES = {}\n")
    lay()
    laid.write_text("DECIDES = {}  # mine\n")

    assert lay() == []
    checks.write_text("RTOL = 0.1\nDECIDES = {}\n")
    with pytest.raises(BuildError, match="01_vector.py was edited here.*--force"):
        lay()
    assert laid.read_text() == "DECIDES = {}  # mine\n"


def test_without_configuration_only_the_file_that_was_written_here_goes(lay, tmp_path):
    config = tmp_path / "course" / "nbgrader_config.py"
    lay()
    assert lay(configuration=False) == [config] and not config.exists()
    assert lay(configuration=False) == []
    config.write_text("c.LateSubmissionPlugin.penalty_method = 'zero'")
    assert lay(configuration=False) == [] and config.exists()
