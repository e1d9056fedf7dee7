"""The rooms of the project stay in order: an import leads from a room to a lower one, and never in a circle.

A room is a file or folder directly in a package. Imports within functions count; programs that are no modules do not.
"""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from import_table import table

ROOT = Path(__file__).resolve().parents[1]

# From the ground up: a room may import what stands before it.
ROOMS = {
    "tinytorch": ("_modules", "_overlay", "_facade", "__init__", "core", "data", "nn", "optim", "perf", "datasets"),
    "curriculum": (
        *("__init__", "errors", "course", "shared", "source", "prerequisites", "products", "modules", "datasets", "milestones"),
        "__main__",
    ),
    "notebooks": ("__init__", "limits", "shadowing", "content", "verdict", "shell", "running", "sentences", "visible_tests"),
    "tito": (
        *("__init__", "errors", "console", "course", "times", "sentences", "workspace", "exchange", "assignments", "submissions"),
        *("package", "records", "milestones", "system", "lab", "page", "commands", "main", "__main__"),
    ),
    "look": ("__init__",),
    "exchange_rules": ("__init__", "names", "file_names", "configuration_files"),
    "hub": (
        *("__init__", "settings", "database", "proxy_settings", "services", "engine", "servers", "browser", "accounts", "roles"),
        *("roster", "ngshare", "jupyterhub_config"),
    ),
    "grading": (
        *("__init__", "errors", "settings", "messages", "course", "execution", "records", "review", "assignments", "submissions"),
        *("rendering", "pipeline", "exchange", "feedback", "export", "similarity", "commands", "daemon", "formgrader"),
        "__main__",
    ),
}
# What a package may import of the others, with all that is below it: the table of docs/architecture.md.
OTHERS = {room: tuple(name.replace(".", "/") for name in others) for room, (others, _) in table().items()}


def imports_of(root: Path, packages) -> dict[str, set[str]]:
    """The files of the packages below `root` by path without .py, each with the files that it imports."""
    found = [path for package in packages for path in (root / package).rglob("*.py")]
    files = {path.relative_to(root).with_suffix("").as_posix(): path for path in found}
    return {name: set().union(*leads_of(name, path, files)) - {name} for name, path in files.items()}


def leads_of(name: str, path: Path, files):
    """For each import of a file the files that it leads to."""
    here = Path(name).parent
    folders = [here, *here.parents]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module, names = (node.module or "").split("."), [alias.name for alias in node.names]
            # What runs apart from the package (a sandbox's program, ngshare's guard) is imported from a folder of its own.
            above = folders[node.level - 1:node.level] if node.level else reversed(folders)
            targets = [(folder.joinpath(*module), names) for folder in above]
        elif isinstance(node, ast.Import):
            targets = [(folder.joinpath(*alias.name.split(".")), []) for alias in node.names for folder in reversed(folders)]
        else:
            continue
        for target, names in targets:
            own = {(target / each).as_posix() for each in names}
            packages = {f"{each}/__init__" for each in own} & files.keys()
            leads = own & files.keys() | packages
            if len(leads) < max(len(names), 1):
                leads |= {target.as_posix(), f"{target.as_posix()}/__init__"} & files.keys()
            if leads:
                yield leads
                break


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Files that import each other in a circle; empty if none do."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def upwards(imports: dict[str, set[str]], rooms) -> list[str]:
    """Imports that lead from a room to a higher one of the same package."""
    height = {name: rooms[name.split("/")[0]].index(name.split("/")[1]) for name in imports}
    pairs = [(name, lead) for name, leads in imports.items() for lead in leads if name.split("/")[0] == lead.split("/")[0]]
    return sorted(f"{name} -> {lead}" for name, lead in pairs if height[lead] > height[name])


def abroad(imports: dict[str, set[str]], others) -> list[str]:
    """Imports that lead to what the package may not know of another one."""
    pairs = [(name, lead) for name, leads in imports.items() for lead in leads if name.split("/")[0] != lead.split("/")[0]]
    return sorted(f"{name} -> {lead}" for name, lead in pairs
                  if not any(f"{lead}/".startswith(f"{allowed}/") for allowed in others[name.split("/")[0]]))


IMPORTS = imports_of(ROOT, ROOMS)


@pytest.mark.parametrize("package", ROOMS)
def test_nothing_stands_outside_the_rooms(package):
    places = {name.split("/")[1] for name in IMPORTS if name.startswith(f"{package}/")}
    assert places == set(ROOMS[package])


def test_no_files_import_each_other_in_a_circle():
    assert circle(IMPORTS) == []


def test_imports_lead_to_lower_rooms_only():
    assert upwards(IMPORTS, ROOMS) == []


def test_packages_import_only_what_they_may():
    assert abroad(IMPORTS, OTHERS) == []


@pytest.mark.parametrize("text", [
    "from ..review import sample",
    "def late():\n    from ..review.sample import choose",
    "from house.review.sample import choose",
    "import house.review.sample",
])
def test_a_circle_and_a_way_up_are_found(tmp_path, text):
    for room in ("review", "records"):
        (tmp_path / "house" / room).mkdir(parents=True)
    (tmp_path / "house" / "review" / "sample.py").write_text("from ..records.journal import Journal\n")
    (tmp_path / "house" / "records" / "journal.py").write_text(text)
    imports = imports_of(tmp_path, ["house"])
    assert set(circle(imports)) == {"house/review/sample", "house/records/journal"}
    assert upwards(imports, {"house": ("records", "review")}) == ["house/records/journal -> house/review/sample"]


def test_a_package_that_may_not_be_known_is_found(tmp_path):
    for package, text in (("hub", "from grading import names\nfrom grading.records import journal\n"), ("grading", "")):
        (tmp_path / package).mkdir()
        (tmp_path / package / "names.py").write_text(text)
    (tmp_path / "grading" / "records").mkdir()
    (tmp_path / "grading" / "records" / "journal.py").write_text("")
    imports = imports_of(tmp_path, ["hub", "grading"])
    assert abroad(imports, {"hub": ("grading/names",), "grading": ()}) == ["hub/names -> grading/records/journal"]
