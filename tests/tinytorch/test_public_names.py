"""Every name and signature that the course's book promises for the modules that are built, in public_names.csv.

A signature may have more parameters than the book says, if they are optional; `property` stands for what is read, not called.
"""
import csv
import importlib
import inspect
from operator import attrgetter
from pathlib import Path

import pytest

from curriculum.course import load_course
from tinytorch import ModuleNotBuiltError, core, data, nn, optim, perf
from tinytorch.core.tensor import Tensor

COURSE = load_course()
with open(Path(__file__).with_name("public_names.csv"), encoding="utf-8") as file:
    PROMISED = list(csv.DictReader(file, delimiter=";"))
CALLABLES = [row for row in PROMISED if row["signature"] != "property"]
BUILT = [module.number for module in COURSE.built_modules]


def module_of(row):
    return importlib.import_module(f"tinytorch.{COURSE.module(int(row['module'])).exports}")


def promised_parameters(signature: str) -> list[inspect.Parameter]:
    namespace = {}
    exec(f"def promised{signature}: pass", namespace)
    return list(inspect.signature(namespace["promised"]).parameters.values())


@pytest.mark.parametrize("row", CALLABLES, ids=lambda row: row["name"])
def test_signature(row):
    actual = list(inspect.signature(attrgetter(row["name"])(module_of(row))).parameters.values())
    promised = promised_parameters(row["signature"])
    assert [str(each) for each in actual[:len(promised)]] == [str(each) for each in promised]
    optional = [each for each in actual[len(promised):]
                if each.default is not each.empty or each.kind in (each.VAR_POSITIONAL, each.VAR_KEYWORD)]
    assert actual[len(promised):] == optional


def test_properties_can_be_read():
    promised = [row["name"].removeprefix("Tensor.") for row in PROMISED if row["signature"] == "property"]
    tensor = Tensor([1.0])
    names = [name for name in promised if not hasattr(tensor, name)]
    assert names == ["XAVIER_SCALE_FACTOR"] and hasattr(importlib.import_module("tinytorch.core.layers"), names[0])


def test_awake_tensor():
    # Module 05 adds these two to the tensor of Module 01.
    importlib.import_module("tinytorch.core.autograd")
    assert str(inspect.signature(Tensor.zero_grad)) == "(self)"
    assert list(inspect.signature(Tensor.backward).parameters)[:2] == ["self", "gradient"]


def test_the_table_names_every_module_and_everything_the_course_promises():
    named = {number: {row["name"] for row in PROMISED if int(row["module"]) == number} for number in BUILT}
    # What the book does not list, and the course adds: switches and tools of Module 05, a dataset of Module 08, a layer of 09.
    added = {"no_grad", "register_operation", "numerical_gradient", "TransformedDataset", "Flatten"}
    for number in BUILT:
        assert set(COURSE.module(number).provides) - added <= named[number], number


@pytest.mark.parametrize("number", BUILT)
def test_packages_offer_what_their_modules_define(number):
    module = COURSE.module(number)
    home = importlib.import_module(f"tinytorch.{module.exports}")
    packages = [core, importlib.import_module("tinytorch")]
    packages += {"nn": [nn], "optim": [optim], "data": [data], "perf": [perf]}.get(module.facade, [])
    for name in module.provides:
        assert all(getattr(package, name) is getattr(home, name) for package in packages), name


@pytest.mark.parametrize("later, number", [
    ("olympics", 20), ("benchmarking", 19), ("perf.profiling", 14), ("core.data_loader", 8), ("core.spatial", 9)])
def test_packages_of_later_modules_name_the_module(later, number):
    module = COURSE.module(number)
    if module.built:
        assert importlib.import_module(f"tinytorch.{later}") is importlib.import_module(f"tinytorch.{module.exports}")
    else:
        with pytest.raises(ModuleNotBuiltError, match=f"complete Module {number:02d} .{module.title}. first"):
            importlib.import_module(f"tinytorch.{later}")


def test_the_package_of_measurements_names_the_module_too():
    module = COURSE.module(14)
    if module.built:
        assert perf.Profiler is importlib.import_module("tinytorch.core.profiling").Profiler
    else:
        with pytest.raises(ModuleNotBuiltError, match="complete Module 14"):
            perf.Profiler  # noqa: B018 - looking it up is the test
