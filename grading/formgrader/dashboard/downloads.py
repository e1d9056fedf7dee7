"""Files of grades, made for one download: the same rows that `grading export` writes."""

import codecs
import contextlib
import tempfile
from pathlib import Path

from ...errors import Incomplete
from ...export.formats import export_as
from ...export.lms import FORMATS as LMS
from ...messages.reporter import Reporter
from ...records.context import open_assignment

# By name: the words for it.
WORDS = {"csv": "grades"}  # in a file's name; others bear the system's
FORMATS = {"csv": "CSV"} | {name: name.capitalize() for name in LMS}


def grades(root: Path, assignment: str, format: str) -> tuple[bytes, str]:
    """(content, suffix) of the file of one assignment, or of the whole course if `assignment` is empty."""
    suffix = ".csv" if format == "csv" else LMS[format].suffix
    silent = Reporter(lambda _: None)
    with tempfile.TemporaryDirectory() as folder, open_assignment(root, assignment, silent, lock=False) as context:
        path = Path(folder, f"grades{suffix}")
        # The file is written all the same; who is left out has no name that the system could take.
        with contextlib.suppress(Incomplete):
            export_as(context, format, path, login="username", zeros=False)
        # A person opens this one, and Excel takes UTF-8 without its mark for another encoding.
        return (codecs.BOM_UTF8 if format == "csv" else b"") + path.read_bytes(), suffix
