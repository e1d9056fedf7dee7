"""Which rows go into which file: an assignment or the whole course, as CSV or for a learning management system."""

from pathlib import Path

from ..errors import GradingError
from ..records.context import AssignmentContext
from .csv_file import export
from .lms import FORMATS, Column, export_lms
from .rows import export_rows
from .totals import export_totals, total_rows

TOTAL = "Course total"


def export_as(context: AssignmentContext, format: str, path: Path | None, *, title=None, column_id=None, login, zeros) -> int:
    """Write the file; the number of students in it. A context without an assignment means the whole course."""
    stem = context.assignment or "course"
    path = path or context.course.root / f"{stem}{'.csv' if format == 'csv' else FORMATS[format].suffix}"
    if format == "csv":
        return export(context, path) if context.assignment else export_totals(context, path)
    rows = export_rows(context) if context.assignment else total_rows(context)[0]
    if not rows:
        raise GradingError("the gradebook has no students: collect first, or add them, so that there is somebody to grade.")
    column = Column(title or context.assignment or TOTAL, rows[0]["max_score"], column_id)
    return export_lms(context, rows, format, column, path, login=login, zeros=zeros)
