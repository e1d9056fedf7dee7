"""Reads a notebook file that anybody may have written into plain, regular data, or says why it cannot.

Accepts a byte order mark, old formats and small damage; keeps only what running and grading need. Judges no cell.
"""

import json

from notebooks.limits import NOTEBOOK_BYTES

MAX_CELLS = 2000


class Unreadable(ValueError):
    """The file is not a notebook; the message is fit for the student's eyes."""


def read_notebook(data: bytes, outputs=False) -> dict:
    """{"metadata": ..., "cells": [{cell_type, source, metadata, attachments?, outputs?}]} with text sources.

    outputs: keep what code cells had shown, as it was saved but for texts in one piece. Raises Unreadable.
    """
    if len(data) > NOTEBOOK_BYTES:
        raise Unreadable(f"the notebook is larger than {NOTEBOOK_BYTES // 2**20} MB")
    raw = read_json(data)
    if len(raw["cells"]) > MAX_CELLS:
        raise Unreadable(f"the notebook has more than {MAX_CELLS} cells")
    return {"metadata": raw["metadata"], "cells": [_cell(cell, outputs) for cell in raw["cells"]]}


def read_json(data: bytes) -> dict:
    """The notebook with all that it holds, in the shape of format 4: `metadata` is a dict, `cells` a list of dicts.

    Raises Unreadable.
    """
    if not data.strip():
        raise Unreadable("the notebook file is empty")
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the notebook file is damaged: it is not valid JSON{_place(error)}") from None
    if not isinstance(raw, dict):
        raise Unreadable("the file is JSON, but not a notebook")
    cells = raw.get("cells")
    if not isinstance(cells, list):
        cells = _version_3(raw)
    metadata = raw.get("metadata")
    return {
        **{name: value for name, value in raw.items() if name != "worksheets"},
        "metadata": metadata if isinstance(metadata, dict) else {},
        "cells": [
            cell if isinstance(cell.get("metadata"), dict) else {**cell, "metadata": {}}
            for cell in cells
            if isinstance(cell, dict)
        ],
    }


def without_outputs(data: bytes) -> bytes:
    """The notebook file without what its cells have shown, which no grader needs. Raises Unreadable."""
    raw = read_json(data)
    raw["metadata"].pop("widgets", None)
    for cell in raw["cells"]:
        if cell.get("cell_type") == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(raw, indent=1).encode()


def _place(error) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f" from line {error.lineno}, column {error.colno} on"
    return f", not even text from byte {error.start} on" if isinstance(error, UnicodeDecodeError) else ""


def _version_3(raw: dict) -> list:
    sheets = raw.get("worksheets")
    if not isinstance(sheets, list):
        raise Unreadable("the file is JSON, but has no cells of a notebook")
    cells = [
        cell
        for sheet in sheets
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
        for cell in sheet["cells"]
        if isinstance(cell, dict)
    ]
    return [_from_version_3(cell) for cell in cells]


def _from_version_3(cell: dict) -> dict:
    kept = {name: value for name, value in cell.items() if name not in ("input", "prompt_number", "language", "collapsed")}
    kept["source"] = cell.get("source", cell.get("input", ""))
    if kept.get("cell_type") == "code":
        kept |= {"outputs": [], "execution_count": None}  # theirs had other names
    elif kept.get("cell_type") == "heading":
        level = kept.pop("level", 1)
        # Markdown has six levels; a file may name any number.
        marks = "#" * min(max(level, 1), 6) if isinstance(level, int) else "#"
        kept |= {"cell_type": "markdown", "source": f"{marks} {text_of(kept['source'])}"}
    return kept


def text_of(source) -> str:
    """A cell's source as one text, whatever it was saved as."""
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    # Lone surrogates are legal in JSON and in no file or database; line ends are the editor's, not the student's.
    return source.encode("utf-8", "replace").decode().replace("\r\n", "\n") if isinstance(source, str) else ""


def _outputs(raw: dict) -> list[dict]:
    found, kept = raw.get("outputs"), []
    for output in found if isinstance(found, list) else []:
        if isinstance(output, dict):
            data = output.get("data")
            pieces = {kind: text_of(each) for kind, each in data.items()} if isinstance(data, dict) else {}
            kept.append(output | {"text": text_of(output.get("text")), "data": pieces})
    return kept


def _cell(raw: dict, outputs: bool) -> dict:
    metadata = raw["metadata"] if isinstance(raw["metadata"].get("nbgrader", {}), dict) else {}
    kind = raw.get("cell_type")
    cell = {
        "cell_type": kind if kind in ("code", "markdown") else "raw",
        "source": text_of(raw.get("source", "")),
        "metadata": metadata,
    }
    if outputs and kind == "code":
        cell["outputs"] = _outputs(raw)
    attachments = raw.get("attachments")
    if kind == "markdown" and isinstance(attachments, dict):
        cell["attachments"] = {
            name: {
                mime: text
                for mime, text in images.items()
                if mime in ("image/png", "image/jpeg") and isinstance(text, str)
            }
            for name, images in attachments.items()
            if isinstance(name, str) and isinstance(images, dict)
        }
    return cell
