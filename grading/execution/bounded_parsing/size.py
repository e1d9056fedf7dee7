"""How much text of one notebook is read and shown; what does not fit is left out by a rule and said.

An honest notebook is far below all of it. Shortening before rendering keeps the usual page quick; the child process with
limits is for what is slow although it is short.
"""

import re

from ..outputs import as_handed_in

CELL = 1_000_000  # characters of a cell that are read, and run
NOTEBOOK = 8_000_000  # characters of all cells
ATTACHED = 24 * 2**20  # characters of all attached pictures
HANDED_IN = 2_000_000  # characters of all outputs as they were handed in, pictures included
SHOWN_CELL = 50_000  # characters of a cell on a page, besides pictures that stand in its text
SHOWN_LINES = 2_000
SHOWN_NOTEBOOK = 1_500_000
INLINE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]{100,}")
PLAIN = 2_000  # characters of a cell on a page that could not be made in full


def cut_to_read(nb: dict) -> list[str]:
    """Shorten the cells of a notebook from `read_notebook` in place; a note for each that is not read in full.

    Half a code cell is another program, so that a code cell too large does not run at all.
    """
    room, pictures, notes, outputs = NOTEBOOK, ATTACHED, [], HANDED_IN
    for number, cell in enumerate(nb["cells"], 1):
        cell["metadata"] = _small(cell["metadata"])
        if "outputs" in cell:
            cell["outputs"], outputs = as_handed_in(cell["outputs"], outputs)
        # Some editors write pasted pictures into the text.
        inline = sum(map(len, INLINE.findall(cell["source"]))) if cell["cell_type"] == "markdown" else 0
        inline = inline if inline <= pictures else 0
        length, limit, pictures = len(cell["source"]) - inline, min(CELL, room), pictures - inline
        if length > limit:
            notes.append(f"cell {number} has {length:,} characters; a cell may have {CELL:,}, a notebook {NOTEBOOK:,}")
            kept = "" if cell["cell_type"] == "code" else cell["source"][: min(limit, SHOWN_CELL)]
            cell["source"] = f"{kept}\n# [left out by the grader: {length - len(kept):,} characters]".lstrip("\n")
        room -= min(length, limit)
        for name, kinds in list(cell.get("attachments", {}).items()):
            size = len(name) + sum(map(len, kinds.values()))
            if size > pictures:
                notes.append(f"a picture of cell {number} was left out: the pictures are larger than {ATTACHED // 2**20} MB")
                del cell["attachments"][name]
            else:
                pictures -= size
    nb["metadata"] = {}
    return notes[:20]


def _small(metadata: dict) -> dict:
    """What grading looks at: nbgrader's few words, each short. Other metadata only tells that there was some."""
    if not metadata:
        return {}
    own = metadata.get("nbgrader")
    if not isinstance(own, dict):
        return {"other": True}
    few = ("grade_id", "grade", "solution", "locked", "task", "points", "checksum", "cell_type", "schema_version")
    short = (str, bool, int, float, type(None))
    kept = {key: own[key] for key in few if isinstance(own.get(key, ()), short) and len(str(own[key])) < 400}
    return {"nbgrader": kept}


def cut_to_show(nb: dict) -> None:
    """Shorten in place what students wrote in a restored notebook, saying so in the cell."""
    room = SHOWN_NOTEBOOK
    for cell in nb["cells"]:
        if not cell["metadata"].get("nbgrader", {}).get("locked"):
            bare, limit = INLINE.sub("", cell["source"]), max(min(SHOWN_CELL, room), PLAIN // 2)
            if len(bare) > limit or bare.count("\n") > SHOWN_LINES:
                cell["source"] = shortened(cell["source"], limit, cell["cell_type"] == "markdown")
            room -= min(len(bare), limit)


def shortened(text: str, limit: int, markdown=False) -> str:
    """The beginning of a text and a word on how much is missing: before Markdown, which could swallow it, else after."""
    kept = "\n".join(text[:limit].split("\n", SHOWN_LINES)[:SHOWN_LINES])
    if len(kept) == len(text):
        return text
    said = f"[the grader shows the first {len(kept):,} of {len(text):,} characters]"
    return f"**{said}**\n\n{kept}" if markdown else f"{kept}\n\n# {said}"
