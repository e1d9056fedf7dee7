"""The rooms of the grader stay in order: an import leads from a room to a lower one, and never in a circle."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import grading

# From the ground up: a room may import what stands before it.
ROOMS = (
    *("__init__", "errors", "messages", "course", "settings", "execution", "records", "review", "assignments", "submissions"),
    *("rendering", "pipeline", "exchange", "feedback", "export", "similarity", "commands", "daemon", "formgrader", "__main__"),
)
ROOT = Path(grading.__file__).parent


def imports_of(root: Path) -> dict[str, set[str]]:
    """The files below `root` by path without .py, each with the files of `root` that it imports, at its top or within."""
    files = {path.relative_to(root).with_suffix("").as_posix(): path for path in root.rglob("*.py")}
    found = {}
    for name, path in files.items():
        here, found[name] = Path(name).parent, set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                above = [here, *here.parents][max(node.level - 1, 0)]
                # The sandbox's program is flat: its files know each other by bare names.
                target = above.joinpath(*(node.module or "").split("."))
                leads = [target / alias.name for alias in node.names]
                leads = [lead if lead.as_posix() in files else target for lead in leads]
            else:
                leads = [here / alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for lead in map(Path.as_posix, leads):
                found[name] |= {lead, f"{lead}/__init__", "__init__" if lead == "." else lead} & files.keys() - {name}
    return found


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Files that import each other in a circle; empty if none do."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def upwards(imports: dict[str, set[str]]) -> list[str]:
    """Imports that lead from a room to a higher one."""
    room = {name: ROOMS.index(name.split("/")[0]) for name in imports}
    return sorted(f"{name} -> {lead}" for name, leads in imports.items() for lead in leads if room[lead] > room[name])


def test_nothing_stands_outside_the_rooms():
    places = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or path.is_dir() and any(path.rglob("*.py"))}
    assert places == set(ROOMS)


def test_no_files_import_each_other_in_a_circle():
    assert circle(imports_of(ROOT)) == []


def test_imports_lead_to_lower_rooms_only():
    assert upwards(imports_of(ROOT)) == []


@pytest.mark.parametrize("text", ["from ..review import sample", "def late():\n    from ..review.sample import choose"])
def test_a_circle_and_a_way_up_are_found(tmp_path, text):
    for room in ("review", "records"):
        (tmp_path / room).mkdir()
    (tmp_path / "review" / "sample.py").write_text("from ..records.journal import Journal\n")
    (tmp_path / "records" / "journal.py").write_text(text)
    imports = imports_of(tmp_path)
    assert set(circle(imports)) == {"review/sample", "records/journal"}
    assert upwards(imports) == ["records/journal -> review/sample"]
