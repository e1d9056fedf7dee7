"""Files that would configure a program are known by any part of their path; a file that only sounds like one is data."""

import pytest

from exchange_rules.configuration_files import is_configuration


@pytest.mark.parametrize("path", ["a/nbgrader_config.py", "JUPYTER_Server_Config.json", ".ipython/x", "sitecustomize", "e.PTH"])
def test_configuration_is_known(path):
    assert is_configuration(path)


@pytest.mark.parametrize("path", ["config.py", "my_nbgrader_config.py", "jupyter.md", "path.txt", "local/x.csv"])
def test_data_is_none(path):
    assert not is_configuration(path)
