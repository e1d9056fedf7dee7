"""What an assignment should look like: the instructor's cells in order, with the gradebook's text and points.

Built from the source notebook (order) and the gradebook (text of locked cells, points, kinds).
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from notebooks.content.reading import read_notebook

from ..course.directory import CourseDir
from ..course.files import read_data_files
from ..errors import GradingError
from ..records.gradebook import Gradebook
from .hidden_tests import removed_regions


@dataclass(frozen=True)
class TemplateCell:
    """A cell nbgrader knows by name. `source` has the hidden tests, `given` is the text students got."""

    name: str
    cell_type: str
    source: str
    checksum: str | None
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float
    grade_row: str | None
    comment_row: str | None
    given: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether a person gives the points."""
        return self.task or (self.grade and (self.solution or self.cell_type != "code"))

    @property
    def by_tests(self) -> bool:
        """Whether the test in this cell gives the points."""
        return self.grade and not self.by_hand


@dataclass
class TemplateNotebook:
    """One notebook of the assignment: its named cells in order, and the instructor's notebook as data."""

    name: str
    row: str
    cells: dict[str, TemplateCell]
    instructor: dict
    kernelspec: dict = field(default_factory=dict)


@dataclass
class Template:
    """The whole assignment. `version` changes whenever anything that can change a grade does."""

    assignment: str
    row: str
    notebooks: dict[str, TemplateNotebook]
    files: dict[str, str]
    version: str
    due: datetime | None = None


def load_template(course: CourseDir, gradebook: Gradebook, assignment: str) -> Template:
    """Read the registered assignment. Raises GradingError when a source notebook is missing or not Python."""
    with gradebook.reading() as session:
        row = gradebook.assignment(session, assignment)
        notebooks = {
            book.name: _notebook(gradebook, session, book, course)
            for book in row.notebooks
        }
        files = read_data_files(course.source(assignment))[0]
        digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode())
        for name, book in sorted(notebooks.items()):
            digest.update(
                json.dumps(
                    [
                        name,
                        book.instructor,
                        [
                            (c.name, c.cell_type, c.source, c.points, c.grade, c.solution, c.locked)
                            for c in book.cells.values()
                        ],
                    ],
                    sort_keys=True,
                ).encode()
            )
        return Template(assignment, row.id, notebooks, files, digest.hexdigest(), row.duedate)


def _notebook(gradebook: Gradebook, session, book, course: CourseDir) -> TemplateNotebook:
    models = gradebook.models
    path = course.source(book.assignment.name) / f"{book.name}.ipynb"
    if not path.is_file():
        raise GradingError(
            f"the source notebook {path} is missing: it gives the order of the cells and is graded "
            "first as the reference."
        )
    instructor = read_notebook(path.read_bytes())
    kernelspec = json.loads(book.kernelspec or "{}")
    if kernelspec.get("language", "python") != "python":
        raise GradingError(f"{path} is a notebook in {kernelspec['language']}: only Python is graded.")
    kinds = {
        kind: {cell.name: cell for cell in session.query(model).filter(model.notebook_id == book.id)}
        for kind, model in (
            ("grade", models.GradeCell),
            ("solution", models.SolutionCell),
            ("task", models.TaskCell),
        )
    }
    source = {cell.name: cell for cell in book.source_cells}
    order = [
        name for cell in instructor["cells"] if (name := cell["metadata"].get("nbgrader", {}).get("grade_id"))
    ]
    names = [name for name in dict.fromkeys(order) if name in source] + [
        name for name in source if name not in order
    ]
    removed = removed_regions(course)
    cells = {name: _cell(source[name], kinds, removed) for name in names}
    return TemplateNotebook(book.name, book.id, cells, instructor, kernelspec)


def _cell(row, kinds, removed) -> TemplateCell:
    given = row.source or ""
    for region in removed:
        given = region.visible(given)
    grade, solution, task = (kinds[kind].get(row.name) for kind in ("grade", "solution", "task"))
    points = (grade or task).max_score if grade or task else 0.0
    return TemplateCell(
        name=row.name,
        cell_type=row.cell_type,
        source=row.source or "",
        checksum=row.checksum,
        locked=row.locked,
        grade=grade is not None,
        solution=solution is not None,
        task=task is not None,
        points=float(points),
        grade_row=(grade or task).id if grade or task else None,
        comment_row=(solution or task).id if solution or task else None,
        given=given,
    )
