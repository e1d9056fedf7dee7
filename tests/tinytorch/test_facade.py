"""The packages that learners import from: lazy, complete, and clear about what is missing."""

import pytest

from tinytorch._modules import MODULES


def build_everything(places):
    for module in MODULES:
        names = "".join(f"class {name}: pass\n" for name in module.provides)
        places.write("reference", module.core_name, names)


@pytest.mark.parametrize(
    "statement, name, number",
    [
        ("from tinytorch import Tensor", "tinytorch.Tensor", "01"),
        ("from tinytorch.core import Tensor", "tinytorch.core.Tensor", "01"),
        ("from tinytorch.core import layers", "tinytorch.core.layers", "03"),
        ("from tinytorch.nn import Linear", "tinytorch.nn.Linear", "03"),
        ("import tinytorch; tinytorch.nn.Linear", "tinytorch.nn.Linear", "03"),
        ("from tinytorch.optim import SGD", "tinytorch.optim.SGD", "06"),
        ("from tinytorch.data import DataLoader", "tinytorch.data.DataLoader", "08"),
        ("import tinytorch.core.data_loader", "tinytorch.core.data_loader", "08"),
        ("from tinytorch.perf.profiling import Profiler", "tinytorch.perf.profiling", "14"),
        ("import tinytorch.benchmarking", "tinytorch.benchmarking", "19"),
        ("from tinytorch.olympics import BenchmarkReport", "tinytorch.olympics", "20"),
    ],
)
def test_a_missing_name_says_which_module_to_complete(places, statement, name, number):
    message = f"ModuleNotBuiltError: {name} is not built yet: complete Module {number} "

    assert message in places.error(statement)


def test_a_built_name_comes_from_the_learner(places):
    places.write("home", "layers", "class Linear: mine = True\n")

    assert places.output("from tinytorch.nn import Linear; print(Linear.mine)") == "True"


def test_every_name_of_the_course_is_offered(places):
    build_everything(places)
    code = """
from importlib import import_module
from tinytorch._modules import MODULES
for m in MODULES:
    packages = {"tinytorch", "tinytorch.core", f"tinytorch.{m.facade or 'core'}"}
    for name in m.provides:
        original = getattr(import_module(m.import_name), name)
        assert all(getattr(import_module(package), name) is original for package in packages), name
print(sum(len(m.provides) for m in MODULES))
"""

    assert places.output(code) == str(sum(len(module.provides) for module in MODULES))


def test_every_alias_is_the_same_module(places):
    build_everything(places)
    code = """
from importlib import import_module
from tinytorch._modules import MODULES
for m in MODULES:
    for alias in m.aliases:
        other = import_module(f"tinytorch.{alias}")
        assert other is import_module(m.import_name), alias
        assert (other.__name__, other.__spec__.name) == (m.import_name, m.import_name), alias
        print(alias)
"""

    assert places.output(code).split() == [alias for module in MODULES for alias in module.aliases]


def test_an_alias_may_be_imported_first(places):
    build_everything(places)

    code = "import tinytorch.core.data_loader as a, tinytorch.core.dataloader as b; print(a is b)"

    assert places.output(code) == "True"


@pytest.mark.parametrize("package", ["tinytorch", "tinytorch.nn", "tinytorch.core"])
def test_a_name_outside_the_course_is_an_attribute_error(places, package):
    error = places.error(f"import {package}; {package}.nonsense")

    assert f"AttributeError: module '{package}' has no attribute 'nonsense'" in error


def test_a_facade_offers_no_name_of_another(places):
    build_everything(places)

    assert "cannot import name 'SGD' from 'tinytorch.nn'" in places.error("from tinytorch.nn import SGD")


def test_dir_grows_with_the_modules(places):
    code = "import tinytorch.nn; print([n for n in dir(tinytorch.nn) if n in ('ReLU', 'Linear')])"
    before = places.output(code)
    places.write("home", "layers", "class Linear: pass\n")

    assert (before, places.output(code)) == ("[]", "['Linear']")


def test_importing_the_package_imports_no_module_and_no_library(places):
    build_everything(places)
    code = """
import sys, tinytorch, tinytorch.nn, tinytorch.perf
print([m for m in sys.modules if m.startswith("tinytorch.core.") or m in ("numpy", "yaml", "pydantic")])
"""

    assert places.output(code) == "[]"


def test_gradients_are_awake_for_whoever_built_module_05(places):
    places.write("home", "tensor", "class Tensor: awake = False\n")
    places.write("home", "autograd", "from tinytorch.core.tensor import Tensor\nTensor.awake = True\n")

    assert places.output("from tinytorch import Tensor; print(Tensor.awake)") == "True"


def test_gradients_sleep_before_module_05(places):
    places.write("home", "tensor", "class Tensor: awake = False\n")

    assert places.output("from tinytorch import Tensor; print(Tensor.awake)") == "False"
