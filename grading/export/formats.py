"""Which rows go into which file: an assignment or the whole course, as CSV or for a learning management system."""

from pathlib import Path

from ..errors import GradingError
from ..records.session import Session
from .csv_file import export
from .lms import FORMATS, Column, export_lms
from .rows import export_rows
from .totals import export_totals, total_rows

TOTAL = "Course total"


def export_as(session: Session, format: str, path: Path | None, *, title=None, column_id=None, login, zeros) -> int:
    """Write the file; the number of students in it. A session without an assignment means the whole course."""
    stem = session.assignment or "course"
    path = path or session.course.root / f"{stem}{'.csv' if format == 'csv' else FORMATS[format].suffix}"
    if format == "csv":
        return export(session, path) if session.assignment else export_totals(session, path)
    rows = export_rows(session) if session.assignment else total_rows(session)[0]
    if not rows:
        raise GradingError("the gradebook has no students: collect first, or add them, so that there is somebody to grade.")
    column = Column(title or session.assignment or TOTAL, rows[0]["max_score"], column_id)
    return export_lms(session, rows, format, column, path, login=login, zeros=zeros)
