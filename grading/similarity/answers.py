"""The answers to compare: code a student wrote, cell by cell, and the code everybody was given.

Reads submissions as the grader does, so whatever its state a directory is something or says why not.
"""

from pathlib import Path

from ..assignments.template import Template
from ..errors import GradingError
from ..submissions.notebook_choice import choose_notebooks
from ..submissions.restored_notebook import RestoredNotebook, blank, restore_notebook
from ..submissions.submission import Submission, read_submission


def given_code(template: Template) -> str:
    """All code of the release: what two students may well have in common."""
    return "\n".join(
        cell["source"]
        for book in template.notebooks.values()
        for cell in blank(book)["cells"]
        if cell["cell_type"] == "code"
    )


def reference_code(template: Template) -> dict[str, str]:
    """The instructor's solution cells by name."""
    return _code(template, {name: restore_notebook(book, book.instructor) for name, book in template.notebooks.items()})


def submitted_code(template: Template, folder: Path, student: str) -> tuple[dict[str, str], str | None]:
    """Answer cells and added cells by name, and why there are none if the submission cannot be read."""
    submission: Submission = read_submission(student, folder, sorted(template.notebooks))
    return _code(template, choose_notebooks(submission, template)), "; ".join(submission.problems.values()) or None


def _code(template: Template, books: dict[str, RestoredNotebook]) -> dict[str, str]:
    code = {}
    for name, one in books.items():
        locked = {n for n, cell in template.notebooks[name].cells.items() if cell.locked}
        for number, cell in enumerate(one.nb["cells"], 1):
            key = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if cell["cell_type"] == "code" and key not in locked and cell["source"].strip():
                code[f"{name}: {key or f'cell {number}'}"] = cell["source"]
    return code


def earlier_submissions(folder: Path, assignment: str) -> dict[str, Path]:
    """Directories of this assignment in another year's course directory or its submitted/, by a name to show."""
    base = folder / "submitted" if (folder / "submitted").is_dir() else folder
    found = {
        f"{folder.name}/{student.name}": student / assignment
        for student in sorted(base.iterdir() if base.is_dir() else [])
        if (student / assignment).is_dir() and not student.name.startswith(".")
    }
    if not found:
        raise GradingError(
            f"{folder} has no earlier submissions of {assignment}: it must be a course directory, or hold "
            f"STUDENT/{assignment}/."
        )
    return found
