"""The tests of a module fail when there is nothing in it: a test that passes then would prove nothing."""
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from emptied import emptied
from notebook_on_package import outcomes

from tinytorch._modules import MODULES

HERE = Path(__file__).parent
CORE = HERE.parents[1] / "tinytorch" / "core"
BUILT = [module for module in MODULES if (CORE / f"{module.core_name}.py").is_file()]
# These ask for plans and loops that the learner writes in the notebook and that are not exported.
NOT_IN_THE_PACKAGE = {(2, "test-planning"), (3, "test-linear-loops"), (4, "test-planning"), (9, "test-parameter-counts")}
MOST = 0.97

each_module = pytest.mark.parametrize("module", BUILT, ids=lambda module: module.slug)


@pytest.fixture
def emptied_package(tmp_path, module):
    """The environment of a Python that finds this module emptied, and every other as it is."""
    file = tmp_path / "tinytorch" / "core" / f"{module.core_name}.py"
    file.parent.mkdir(parents=True)
    file.write_text(emptied((CORE / file.name).read_text(encoding="utf-8")))
    return os.environ | {"TINYTORCH_REFERENCE": str(tmp_path), "TINYTORCH_OVERLAY": "off", "PYTHONPATH": str(HERE.parents[1])}


@each_module
def test_no_test_cell_passes_without_the_module(module, emptied_package):
    passed = {(module.number, grade_id) for grade_id, error in outcomes(module.number, emptied_package).items() if not error}
    assert passed <= NOT_IN_THE_PACKAGE


@each_module
def test_every_test_cell_passes_with_the_module(module):
    # Else the test above would hold for a broken way of running cells.
    environment = os.environ | {"TINYTORCH_OVERLAY": "off"}
    assert [error for error in outcomes(module.number, environment).values() if error] == []


@each_module
def test_nearly_every_test_of_the_package_fails_without_the_module(module, emptied_package, tmp_path):
    report = tmp_path / "report.xml"
    options = ["-q", "--tb=no", "-p", "no:cacheprovider", "--hypothesis-profile=first-failure", f"--junitxml={report}"]
    files = sorted(HERE.rglob(f"test_{module.core_name}*.py"))
    subprocess.run([sys.executable, "-m", "pytest", *options, *files], env=emptied_package, capture_output=True)
    cases = list(ElementTree.parse(report).iter("testcase"))
    passed = [case.get("name") for case in cases if len(case) == 0]
    assert cases and len(passed) <= (1 - MOST) * len(cases), passed
