"""What each folder imports is what docs/architecture.md says: no package more, and none less."""

import ast
import sys
from pathlib import Path

import pytest
from import_table import table

ROOT = Path(__file__).parents[1]
TABLE = table()


def names_in(text: str) -> set[str]:
    """Absolute imports in a program, at its top or within, without the standard library's."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}


def imports_of(room: str) -> tuple[set[str], set[str]]:
    """Dotted names of this repository outside `room`, and packages."""
    here, packages = set(), set()
    for path in (ROOT / room).rglob("*.py"):
        # Some programs lie flat beside what they import: the sandbox's, and the exchange's with its own package.
        beside = {file.stem for file in path.parent.glob("*.py")} | {room, path.parent.name}
        for name in names_in(path.read_text(encoding="utf-8")):
            top = name.split(".")[0]
            if top in TABLE.keys() - {room}:
                here.add(name)
            elif top not in beside:
                packages.add(top)
    return here, packages


def test_every_folder_of_programs_has_a_row():
    assert TABLE.keys() == {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"image"}


@pytest.mark.parametrize("room", sorted(TABLE))
def test_a_folder_imports_what_its_row_says(room):
    (allowed, packages), (here, used) = TABLE[room], imports_of(room)
    assert {name for name in here if not any(f"{name}.".startswith(f"{entry}.") for entry in allowed)} == set()
    assert {entry for entry in allowed if not any(f"{name}.".startswith(f"{entry}.") for name in here)} == set()
    assert used == packages


@pytest.mark.parametrize("text", ["import hub.settings", "def late():\n    from hub import settings"])
def test_an_import_is_seen(text):
    assert names_in(text) == {"hub.settings"}
