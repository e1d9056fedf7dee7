"""Every module of the course through the real pipeline: its limits, its earlier modules' reference, its preflight."""

from pathlib import Path

import pytest

from curriculum.course import load_course
from curriculum.products.course_dir import ensure_course_dir
from grading.messages.reporter import Reporter
from grading.pipeline import run as batch_run
from grading.records import context

ROOT = Path(__file__).resolve().parents[3]
COURSE = load_course()


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    root = tmp_path_factory.mktemp("classroom")
    ensure_course_dir(COURSE, ROOT, root)
    return root


@pytest.mark.docker
@pytest.mark.parametrize("module", COURSE.built_modules, ids=lambda module: module.slug)
def test_the_reference_handed_in_by_a_student_earns_every_tested_point(classroom, sandbox, monkeypatch, module):
    monkeypatch.setenv("GRADING_TIMEOUT_SECONDS", "60")
    work = classroom / "submitted" / "ada" / module.slug
    work.mkdir(parents=True)
    source = classroom / "source" / module.slug / f"{module.slug}.ipynb"
    (work / source.name).write_bytes(source.read_bytes())

    with context.open_assignment(classroom, module.slug, Reporter(lambda line: None)) as one:
        batch_run.autograde(one)
        (row,) = one.journal.graded(module.slug).values()
        with one.gradebook.transaction() as db:
            tested = one.gradebook.assignment(db, module.slug).max_code_score

    assert (row.score, row.max_score) == (tested, module.points)
