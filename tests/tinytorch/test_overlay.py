"""Whose file an import runs, each time in a fresh Python."""

import pytest

SHOW = "import tinytorch, tinytorch.core.layers as m; print(m.FROM, tinytorch.origin('layers'))"


@pytest.mark.parametrize(
    "filled, expected",
    [
        (["home", "reference", "site"], "home yours"),
        (["home"], "home yours"),
        (["reference", "site"], "reference reference"),
        (["site"], "site reference"),
    ],
)
def test_the_learner_comes_first_then_the_volume_then_the_package(places, filled, expected):
    for place in filled:
        places.write(place, "layers", f"FROM = {place!r}\n")

    assert places.output(SHOW) == expected


def test_switched_off_the_learner_is_not_asked(places):
    places.write("home", "layers", "FROM = 'home'\n")
    places.write("reference", "layers", "FROM = 'reference'\n")

    assert places.output(SHOW, TINYTORCH_OVERLAY="off") == "reference reference"


def test_a_missing_module_says_which_one_to_complete(places):
    assert places.error("import tinytorch.core.layers").endswith(
        "tinytorch._overlay.ModuleNotBuiltError: tinytorch.core.layers is not built yet: "
        "complete Module 03 (Layers) first: tito module complete 03"
    )


def test_a_missing_module_is_an_import_error(places):
    code = "try: import tinytorch.core.layers\nexcept ImportError as e: print(e.name, e.module.number)"

    assert places.output(code) == "tinytorch.core.layers 3"


def test_a_missing_module_is_missing_by_name(places):
    assert places.output("import tinytorch; print(tinytorch.origin('03_layers'))") == "missing"


def test_a_module_outside_the_course_is_pythons_affair(places):
    assert "ModuleNotFoundError: No module named 'tinytorch.core.nonsense'" in places.error(
        "import tinytorch.core.nonsense"
    )


def test_origin_refuses_a_name_outside_the_course(places):
    assert "LookupError: 'nonsense' is not a module of the course" in places.error(
        "import tinytorch; tinytorch.origin('nonsense')"
    )


@pytest.mark.parametrize(
    "text, error",
    [
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ("def forward(:\n", "SyntaxError: invalid syntax"),
        ("raise NotImplementedError()\n", "NotImplementedError"),
        ("import no_such_library\n", "ModuleNotFoundError: No module named 'no_such_library'"),
    ],
)
def test_a_broken_module_shows_its_own_error_and_whose_file_it_is(places, text, error):
    file = places.write("home", "layers", text)

    lines = places.error("import tinytorch.core.layers").splitlines()

    assert lines[-2] == error
    assert lines[-1].startswith(f"This error was raised by your own module, {file}.")


def test_a_broken_reference_is_not_blamed_on_the_learner(places):
    places.write("reference", "layers", "1 / 0\n")

    assert "your own" not in places.error("import tinytorch.core.layers")


def test_a_module_that_needs_an_earlier_one_names_the_earlier_one(places):
    places.write("home", "layers", "from tinytorch.core.tensor import Tensor\n")

    assert places.error("import tinytorch.core.layers").endswith(
        "tinytorch.core.tensor is not built yet: complete Module 01 (Tensor) first: tito module complete 01"
    )


def test_modules_of_learner_and_reference_work_together(places):
    places.write("reference", "tensor", "class Tensor: pass\n")
    places.write("home", "layers", "from tinytorch.core.tensor import Tensor\nFROM = Tensor.__module__\n")

    assert places.output(SHOW) == "tinytorch.core.tensor yours"


def test_a_module_completed_a_moment_ago_is_found(places):
    code = (
        "import pathlib, tinytorch\n"
        "try: import tinytorch.core.layers\n"
        "except ImportError: pass\n"
        f"file = pathlib.Path({str(places.home / 'tinytorch' / 'core' / 'layers.py')!r})\n"
        "file.parent.mkdir(parents=True)\n"
        "file.write_text('FROM = 1')\n"
        "import tinytorch.core.layers\n"
        "first = tinytorch.core.layers.FROM\n"
        # The same length within the same second: byte code could not tell the difference.
        "file.write_text('FROM = 2')\n"
        "import importlib; importlib.reload(tinytorch.core.layers)\n"
        "print(first, tinytorch.core.layers.FROM)\n"
    )

    assert places.output(code) == "1 2"


def test_no_byte_code_is_left_in_the_workspace(places):
    places.write("home", "layers", "FROM = 'home'\n")
    places.output(SHOW)

    assert not list(places.home.rglob("__pycache__"))


def test_the_workspace_is_the_nearest_directory_with_tito(places):
    deep = places.home / "course" / "modules" / "03_layers"
    deep.mkdir(parents=True)
    (places.home / "course" / ".tito").mkdir()

    found = places.output("import tinytorch; print(tinytorch.workspace())", cwd=deep, TINYTORCH_HOME="")

    assert found == str(places.home / "course")


def test_the_workspace_is_home_where_there_is_no_tito(places, tmp_path):
    found = places.output("import tinytorch; print(tinytorch.workspace())", cwd=tmp_path, TINYTORCH_HOME="")

    assert found == str(places.home)


def test_in_a_checkout_its_own_modules_are_the_reference(places):
    places.write("site", "layers", "FROM = 'site'\n")

    assert places.output(SHOW, TINYTORCH_HOME=str(places.site)) == "site reference"


def test_the_learners_directory_does_not_hide_the_package(places):
    # A notebook kernel has its own directory first in sys.path, and ~/tinytorch/ lies in it.
    places.write("home", "layers", "FROM = 'home'\n")

    assert places.output(SHOW, cwd=places.home, PYTHONPATH=f"{places.home}:{places.site}") == "home yours"


def test_the_finder_is_installed_once(places):
    code = (
        "import importlib, sys, tinytorch\nimportlib.reload(tinytorch)\n"
        "print(sum(type(f).__name__ == 'OverlayFinder' for f in sys.meta_path))"
    )

    assert places.output(code) == "1"
