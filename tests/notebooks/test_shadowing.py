"""Which files beside a notebook hide an installed module: those that Python itself imports from there."""

import subprocess
import sys

import pytest

from notebooks.shadowing import hidden_module, shadowing

HIDING = ["numpy.py", "random.py", "json/__init__.py", "IPython/__init__.py", "numpy.abi3.so", "matplotlib.pyc"]
# As honest as they look; of a folder without __init__.py Python takes nothing before what is installed.
IN_NOBODYS_WAY = ["helpers.py", "numpy.txt", "numpy.backup.py", "json/data.json", "random/more.py", "test.py", "numpy", "sys.py"]

# Where Python's own search finds a module first, with the directory that it is called in before all others.
PROGRAM = """
import os, sys
from importlib.machinery import PathFinder
name = sys.argv[1]
found = None if name in sys.builtin_module_names else PathFinder.find_spec(name, [os.getcwd(), *sys.path])
print("here" if found and (found.origin or "").startswith(os.getcwd()) else "elsewhere")
"""


def put(folder, file):
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text("")
    return file.split("/")[0]


@pytest.mark.parametrize("file", HIDING)
def test_a_file_that_hides_a_module_is_found_and_said_with_the_way_out(tmp_path, file):
    name = put(tmp_path, file)
    module = name.split(".")[0]
    assert hidden_module(tmp_path, name) == module
    (sentence,) = shadowing(tmp_path)
    assert sentence.startswith(f"{name} beside the notebook hides the library {module}:")
    assert f"Rename it, as in my_{name}," in sentence


@pytest.mark.parametrize("file", IN_NOBODYS_WAY)
def test_a_file_that_hides_nothing_is_not_said(tmp_path, file):
    put(tmp_path, file)
    assert shadowing(tmp_path) == []


@pytest.mark.parametrize("file", [*HIDING, *(each for each in IN_NOBODYS_WAY if each != "test.py")])
def test_python_itself_decides_alike(tmp_path, file):
    name = put(tmp_path, file)
    module = name.split(".")[0]
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, module], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (done.stdout == "here\n") == (bool(hidden_module(tmp_path, name)) or name == "helpers.py")


def test_a_file_around_the_notebook_hides_nothing_from_it(tmp_path, monkeypatch):
    folder = tmp_path / "modules"
    folder.mkdir()
    for place in (tmp_path, folder):
        (place / "helpers.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))  # as Python does with the directory that a command is called in
    assert shadowing(folder) == []
