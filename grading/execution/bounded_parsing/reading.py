"""Reads a submitted notebook within limits. A small file is read at once; a large one in a process that may be ended."""

import json

from notebooks.content.reading import Unreadable, read_notebook

from .child import READ, Failed, TooMuch, within
from .size import cut_to_read

SMALL = 512 * 1024  # bytes that cost little, whatever they hold


def read_within(data: bytes) -> tuple[dict, list[str]]:
    """The notebook as `read_notebook` gives it, shortened, and notes on what was left out. Raises Unreadable."""
    if len(data) <= SMALL:
        try:
            nb = read_notebook(data, outputs=True)
            return nb, cut_to_read(nb)
        except Unreadable:
            raise
        except Exception as error:  # whatever a file makes of the reader concerns that file alone
            raise Unreadable(f"the notebook cannot be read: {type(error).__name__}") from error
    try:
        answer = json.loads(within(READ, lambda: _read(data)))
    except TooMuch as why:
        raise Unreadable(f"the notebook is too large to be read: {why}") from None
    except Failed as why:
        raise Unreadable(f"the notebook cannot be read: {why}") from None
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer["notebook"], answer["notes"]


def _read(data: bytes) -> bytes:
    try:
        nb = read_notebook(data, outputs=True)
        notes = cut_to_read(nb)
    except Unreadable as reason:
        return json.dumps({"unreadable": str(reason)}).encode()
    return json.dumps({"notebook": nb, "notes": notes}).encode()
