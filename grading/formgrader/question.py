"""One question over all submissions: the answers to a cell below each other, with the boxes of the submission's page.

nbgrader has no such view. Points and comments are read and saved by the same handlers; submissions are shown by number.
"""

import json
from pathlib import Path

import nbformat
from jupyter_server.utils import url_path_join
from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader.base import BaseHandler, check_notebook_dir, check_xsrf
from tornado import web

LARGEST = 20 * 2**20  # bytes of a notebook that is opened for one of its cells


def answers(handler, assignment: str, book: str, cell: str) -> list[tuple[int, str, dict | None]]:
    """(number, id, the cell or None if it cannot be shown) of each submission, in the order of formgrader's queue."""
    indices = handler.api.get_notebook_submission_indices(assignment, book)
    found = []
    for row in handler.gradebook.notebook_submissions(book, assignment):
        if row.id in indices:
            folder = handler.coursedir.format_path(handler.coursedir.autograded_directory, row.student.id, assignment)
            found.append((indices[row.id], row.id, _cell(Path(folder) / f"{book}.ipynb", cell)))
    return sorted(found, key=lambda answer: answer[0])


def _cell(path: Path, name: str) -> dict | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return None
    return next((c for c in cells if c.get("metadata", {}).get("nbgrader", {}).get("grade_id") == name), None)


def notebook(found: list, cell: str) -> nbformat.NotebookNode:
    """The answers as one notebook. Each box has a name of its own: CELL--NUMBER."""
    cells = []
    for index, _, answer in found:
        cells.append(nbformat.v4.new_markdown_cell(f"## Submission #{index + 1}"))
        if answer is None:
            cells.append(nbformat.v4.new_markdown_cell("This answer cannot be shown here: open the submission."))
            continue
        answer["metadata"]["nbgrader"]["grade_id"] = f"{cell}--{index}"
        cells.append(nbformat.from_dict(answer))
    return nbformat.v4.new_notebook(cells=cells)


class QuestionHandler(BaseHandler):
    """GET /formgrader/question/ASSIGNMENT/NOTEBOOK/CELL"""

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    def get(self, assignment, book, cell):
        try:
            known = [grade.name for grade in self.gradebook.find_notebook(book, assignment).grade_cells]
        except MissingEntry as error:
            raise web.HTTPError(404, f"There is no notebook {book} in {assignment}.") from error
        if cell not in known:
            raise web.HTTPError(404, f"{book} has no cell {cell} that earns points.")
        found = answers(self, assignment, book, cell)
        resources = {
            "assignment_id": assignment, "notebook_id": book, "base_url": self.base_url, "index": 0, "total": len(found),
            "submission_id": found[0][1] if found else "", "student": "", "first_name": "", "last_name": "", "notebook_path": "",
        }
        page, _ = self.exporter.from_notebook_node(notebook(found, cell), resources=resources)
        place = known.index(cell)
        told = {
            "assignment": assignment, "notebook": book, "cell": cell,
            "before": known[place - 1] if place else None, "after": known[place + 1] if place + 1 < len(known) else None,
            "submissions": [{"id": identity, "number": index + 1, "box": f"{cell}--{index}"} for index, identity, _ in found],
        }
        # Inside a script element only "</" could end it.
        script = json.dumps(told).replace("<", "\\u003c")
        self.write(page.replace("</head>", f"<script>var classroom_question = {script};</script></head>", 1))


def handlers(base_url: str) -> list:
    """The route, for tornado."""
    return [(url_path_join(base_url, "/formgrader/question/([^/]+)/([^/]+)/([^/]+)/?"), QuestionHandler)]
