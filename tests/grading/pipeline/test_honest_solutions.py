"""Every wrong but honest solution of tests/mistakes, graded by the real pipeline: its exact points, and no flag.

What watches for tampering and what is decided outside must never hit somebody who only made a mistake.
"""

import re
import sys
from pathlib import Path

import nbformat
import pytest

from curriculum.course import load_course
from curriculum.products.course_dir import ensure_course_dir
from grading.messages.reporter import Reporter
from grading.pipeline import run as batch_run
from grading.records import context

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "curriculum" / "modules"))

import grade_in_process as course  # noqa: E402

COURSE = load_course()


def hand_in(root: Path, student: str, module, cells) -> None:
    folder = root / "submitted" / student / module.slug
    folder.mkdir(parents=True)
    (folder / f"{module.slug}.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)))


def with_echoes(reference) -> list:
    """The cells, each followed by looks at what it defines, as people take them: the name alone on a last line."""
    cells = []
    for cell in reference.cells:
        cells.append(cell)
        if cell.cell_type == "code" and not course.is_test_cell(cell):
            names = re.findall(r"^(?:def|class) (\w+)", cell.source, re.MULTILINE)
            cells += [nbformat.v4.new_code_cell(f"display({name})\n{name}") for name in names]
    return cells


@pytest.mark.docker
@pytest.mark.slow
@pytest.mark.parametrize("module", COURSE.built_modules, ids=lambda module: module.slug)
def test_every_mistake_earns_its_points_and_no_flag(tmp_path, sandbox, monkeypatch, module):
    # The course's own limit: on a busy machine the slowest mistake takes two minutes.
    monkeypatch.delenv("GRADING_TIMEOUT_SECONDS", raising=False)
    ensure_course_dir(COURSE, ROOT, tmp_path)
    reference = course.instructor_notebook(module.number)
    wanted = {"reference": module.points - sum(
        cell.metadata.nbgrader.points for cell in reference.cells
        if course.grade_meta(cell).get("grade") and course.grade_meta(cell).get("solution"))}
    hand_in(tmp_path, "reference", module, reference.cells)
    hand_in(tmp_path, "reference-with-echoes", module, with_echoes(reference))
    wanted["reference-with-echoes"] = wanted["reference"]
    for mistake in course.mistakes(module.number):
        hand_in(tmp_path, mistake.name, module, course.with_mistake(reference, mistake))
        wanted[mistake.name] = mistake.points

    with context.open_assignment(tmp_path, module.slug, Reporter(lambda line: None)) as one:
        batch_run.autograde(one)
        rows = one.journal.graded(module.slug)

    found = {student: (row.score, row.state, row.reasons) for student, row in rows.items()}
    assert found == {student: (points, "graded", []) for student, points in wanted.items()}
