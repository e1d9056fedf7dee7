"""What each folder imports is what docs/architecture.md says: of this repository, and of packages."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| `(\w+)/` \| (.*?) \| (.*?) \|", re.MULTILINE)
TABLE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## Rooms and what they import\n")[2]
ROOMS = {
    name: [set(re.findall(r"`([\w.]+)`", cell)) for cell in cells] for name, *cells in ROW.findall(TABLE.partition("\n## ")[0])
}


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
            if top in ROOMS.keys() - {room}:
                here.add(name)
            elif top not in beside:
                packages.add(top)
    return here, packages


def covers(entry: str, name: str) -> bool:
    return name == entry or name.startswith(f"{entry}.")


def test_every_folder_of_programs_has_a_row():
    assert ROOMS.keys() == {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"image"}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_folder_imports_what_its_row_says(room):
    (allowed, packages), (here, used) = ROOMS[room], imports_of(room)
    assert {name for name in here if not any(covers(entry, name) for entry in allowed)} == set()
    assert {entry for entry in allowed if not any(covers(entry, name) for name in here)} == set()
    assert used == packages


@pytest.mark.parametrize("text", ["import hub.settings", "def late():\n    from hub import settings"])
def test_an_import_is_seen(text):
    assert names_in(text) == {"hub.settings"}
