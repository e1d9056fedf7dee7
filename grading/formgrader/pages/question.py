"""One question over all submissions: the answers to a cell below each other, with the boxes of the submission's page.

nbgrader has no such view. Points and comments are read and saved by the same handlers; submissions are shown by number.
"""

import json
from pathlib import Path

import nbformat
from nbformat.v4.rwbase import rejoin_lines
from nbgrader.api import MissingEntry
from tornado import web

from notebooks.limits import ONE_CELL_BYTES

from ..requests.checks import CoursePage, for_staff
from ..requests.render_pool import in_render_pool


def submissions(handler, assignment: str, book: str) -> list[tuple[int, str, Path]]:
    """(number, id, folder) of each submission, in the order of formgrader's queue."""
    indices = handler.api.get_notebook_submission_indices(assignment, book)
    found = []
    for row in handler.gradebook.notebook_submissions(book, assignment):
        if row.id in indices:
            folder = Path(handler.coursedir.format_path(handler.coursedir.autograded_directory, row.student.id, assignment))
            found.append((indices[row.id], row.id, folder))
    return sorted(found, key=lambda answer: answer[0])


def answers(folders: dict[int, Path], book: str, cell: str) -> dict[int, dict | None]:
    """By number the cell of each submission; None if it cannot be shown."""
    return {
        index: next((each for each in _cells(folder / f"{book}.ipynb") if _name(each) == cell), None)
        for index, folder in folders.items()
    }


def asked(path: Path, name: str) -> str:
    """What the source says right before the cell: of a written answer the question; empty before a test."""
    cells = _cells(path)
    place = next((place for place, each in enumerate(cells) if _name(each) == name), 0)
    before = cells[place - 1] if place else {}
    return "".join(before["source"]) if before.get("cell_type") == "markdown" and _name(before) is None else ""


def _name(cell: dict) -> str | None:
    return cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")


def _cells(path: Path) -> list[dict]:
    try:
        if path.stat().st_size > ONE_CELL_BYTES:
            return []
        # The grader writes a text as one string, other programs as a list of lines.
        return rejoin_lines(nbformat.from_dict(json.loads(path.read_text(encoding="utf-8")))).cells
    except (OSError, ValueError, KeyError, AttributeError):
        return []


def notebook(question: str, found: dict[int, dict | None], cell: str) -> nbformat.NotebookNode:
    """The question, then a heading and an answer for each submission. Each box has a name of its own: CELL--NUMBER."""
    cells = [nbformat.v4.new_markdown_cell(question, id="question")]
    for index, answer in found.items():
        cells.append(nbformat.v4.new_markdown_cell(f"## Submission #{index + 1}"))
        if answer is None:
            cells.append(nbformat.v4.new_markdown_cell("This answer cannot be shown here: open the submission."))
            continue
        answer["metadata"]["nbgrader"]["grade_id"] = f"{cell}--{index}"
        cells.append(nbformat.from_dict(answer | {"id": f"submission-{index}"}))
    return nbformat.v4.new_notebook(cells=cells)


class QuestionPage(CoursePage):
    """GET /formgrader/question/ASSIGNMENT/NOTEBOOK/CELL"""

    @for_staff
    async def get(self, assignment, book, cell):
        try:
            known = [grade.name for grade in self.gradebook.find_notebook(book, assignment).grade_cells]
        except MissingEntry as error:
            raise web.HTTPError(404, f"There is no notebook {book} in {assignment}.") from error
        if cell not in known:
            raise web.HTTPError(404, f"{book} has no cell {cell} that earns points.")
        found = submissions(self, assignment, book)
        source = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", assignment))
        # Pictures of an answer lie beside the notebook it was handed in with.
        folders = {f"submission-{index}": folder.resolve() for index, _, folder in found} | {"question": source.resolve()}
        resources = {
            "folders": folders,
            "assignment_id": assignment, "notebook_id": book, "base_url": self.base_url, "index": 0, "total": len(found),
            "submission_id": found[0][1] if found else "", "student": "", "first_name": "", "last_name": "", "notebook_path": "",
        }

        def make():
            given = answers({index: folder for index, _, folder in found}, book, cell)
            return self.exporter.from_notebook_node(notebook(asked(source / f"{book}.ipynb", cell), given, cell), resources)[0]

        page = await in_render_pool(make)
        place = known.index(cell)
        facts = {
            "assignment": assignment, "notebook": book, "cell": cell,
            "before": known[place - 1] if place else None, "after": known[place + 1] if place + 1 < len(known) else None,
            "submissions": [{"id": identity, "number": index + 1, "box": f"{cell}--{index}"} for index, identity, _ in found],
        }
        # Inside a script element only "</" could end it.
        script = json.dumps(facts).replace("<", "\\u003c")
        self.write(page.replace("</head>", f"<script>var classroom_question = {script};</script></head>", 1))
