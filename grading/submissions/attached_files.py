"""Files beside a notebook that may hold an answer: whatever the student added. Opens none but plain text."""

import base64
import re
from pathlib import PurePosixPath

from exchange_rules.configuration_files import NOTE
from notebooks.limits import RECEIPT

from .quoting import fenced, note_cell, quoted

# What the exchange says it left out, and what the learner's command says it sent.
NOTES = {NOTE, RECEIPT}
MAX_APPENDED = 10


def attached_files(names, given: dict[str, str], contents: dict[str, str], assigned: str) -> list[str]:
    """Which of a submission's files could be written answers: any that the student may have added, whatever its name.

    Not the assignment's own files as they were given out, not feedback pages of before, which some ways of handing in
    send along, and not what the assignment's code (`assigned`) names, since it makes it.
    """
    return [
        name
        for name in sorted(names)
        if not (name in given and given[name] == contents.get(name, given[name]))
        and not name.startswith("feedback/")
        and name not in NOTES
        and not re.search(rf"""["'/]{re.escape(PurePosixPath(name).name)}["']""", assigned)
    ]


def as_content(notebook: dict | None) -> str:
    """A notebook's cells as the content of a text file; of no notebook, nothing."""
    text = "\n\n".join(cell["source"] for cell in notebook["cells"]) if notebook else ""
    return base64.b64encode(text.encode("utf-8", "replace")).decode()


def plain_text(content: str) -> str | None:
    """The text of a file, given in base64; None for what is no text."""
    data = base64.b64decode(content)
    try:
        return None if b"\0" in data else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def appendix(names: list[str], contents: dict[str, str], notebooks: dict[str, dict]) -> list[dict]:
    """Cells that show the plain texts and notebooks among these files to who grades."""
    cells = []
    for name in names[:MAX_APPENDED]:
        text = plain_text(contents[name] if name in contents else as_content(notebooks.get(name)))
        if not text:
            continue
        cells.append(note_cell(f"**The file {quoted(name)}** was handed in beside the notebook:\n\n{fenced(text)}"))
    return cells
