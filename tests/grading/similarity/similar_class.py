"""A class of Module 01 for similarity screening: independent right answers, and copies of them in disguise."""

import ast
import json
from pathlib import Path

from curriculum.course import load_course
from curriculum.products.course_dir import ensure_course_dir

ROOT = Path(__file__).resolve().parents[3]
MODULE = "01_tensor"


def independent() -> dict[str, dict[str, str]]:
    """Functions by cell and author, from tests/independent/01. Everybody's other cells are the reference's."""
    authors = {}
    for file in sorted((ROOT / "tests" / "independent" / "01").glob("*.py")):
        _, *sections = file.read_text(encoding="utf-8").split("\n# %% ")
        authors[file.stem] = dict(section.split("\n", 1) for section in sections)
    return authors


def make_classroom(root: Path) -> Path:
    """The course directory of the course, without submissions."""
    ensure_course_dir(load_course(), ROOT, root)
    return root


def hand_in(root: Path, student: str, functions: dict[str, str], *, split=False) -> None:
    """Submit the reference's notebook with these functions; `split` puts each into a cell of its own."""
    nb = json.loads((root / "source" / MODULE / f"{MODULE}.ipynb").read_text())
    cells = []
    for cell in nb["cells"]:
        code = functions.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        cells.append(cell)
        if code is None:
            continue
        new = {node.name: ast.unparse(node) if split else ast.get_source_segment(code, node)
               for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)}
        source = "".join(cell["source"])
        rest = ["" if getattr(node, "name", None) in new else ast.get_source_segment(source, node)
                for node in ast.parse(source).body]
        cell["source"] = "\n\n".join([*([] if split else [code]), *rest])
        if split:
            cells[-1:-1] = [{"cell_type": "code", "source": text, "metadata": {}, "outputs": [], "execution_count": None}
                            for text in new.values()]
    folder = root / "submitted" / student / MODULE
    folder.mkdir(parents=True)
    (folder / f"{MODULE}.ipynb").write_text(json.dumps(nb | {"cells": cells}))
