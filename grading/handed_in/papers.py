"""Files beside a notebook that may hold an answer: texts, documents, pictures, archives. Opens none but plain text."""

import base64
from pathlib import PurePosixPath

from .texts import fenced, note_cell, quoted

DOCUMENTS = {".md", ".markdown", ".txt", ".text", ".rst", ".tex", ".rtf", ".pdf", ".doc", ".docx", ".odt", ".pages"}
DOCUMENTS |= {".html", ".htm", ".ppt", ".pptx", ".odp"}
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".svg", ".bmp", ".tif", ".tiff"}
ARCHIVES = {".zip", ".tar", ".gz", ".tgz", ".7z", ".rar", ".xz", ".bz2"}
PROGRAMS = {".py", ".ipy", ".qmd", ".rmd"}
READABLE = {".md", ".markdown", ".txt", ".text", ".rst", ".tex"} | PROGRAMS
MAX_APPENDED = 10


def papers(names, given: dict[str, str], contents: dict[str, str], code: str) -> list[str]:
    """Which of a submission's files could be written answers.

    Not the assignment's own files as they were given out, not feedback pages of before, which some ways of handing in
    send along, and not what the notebook's own code names, since it may have made it.
    """
    return [
        name
        for name in sorted(names)
        if _kind(name) in DOCUMENTS | PICTURES | ARCHIVES
        and not (name in given and given[name] == contents.get(name, given[name]))
        and not name.startswith("feedback/")
        and PurePosixPath(name).name not in code
    ]


def programs(names, given) -> list[str]:
    """Which of a submission's files could be the notebook in another form."""
    return [name for name in sorted(names) if _kind(name) in PROGRAMS and name not in given]


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def appendix(names: list[str], contents: dict[str, str], notebooks: dict[str, dict]) -> list[dict]:
    """Cells that show the plain texts and notebooks among these files to who grades."""
    cells = []
    for name in names[:MAX_APPENDED]:
        if name in notebooks:
            text = "\n\n".join(cell["source"] for cell in notebooks[name]["cells"])
        elif _kind(name) in READABLE and name in contents:
            text = base64.b64decode(contents[name]).decode("utf-8-sig", "replace")
        else:
            continue
        cells.append(note_cell(f"**The file {quoted(name)}** was handed in beside the notebook:\n\n{fenced(text)}"))
    return cells
