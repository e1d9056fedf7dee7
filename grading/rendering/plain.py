"""A notebook as plain text: for a page that cannot be made within the limits as it is."""

import copy

from ..execution.bounded_parsing.size import PLAIN, shortened
from ..submissions.quoting import fenced, note_cell

SAID = (
    "**Note from the grader.** This page took too much time or memory to make, so texts and outputs are shown plainly and "
    f"only their first {PLAIN:,} characters, pictures not at all. The points count in full."
)
MAX_CELLS = 400
MAX_OUTPUTS = 20


def plain(nb: dict) -> dict:
    """A copy in which nothing is left to render; the instructor's cells are as they were. Says so in a cell at its beginning."""
    nb = copy.deepcopy(nb)
    for cell in nb["cells"]:
        cell.pop("attachments", None)
        if not cell["metadata"].get("nbgrader", {}).get("locked"):
            text = shortened("".join(cell["source"]), PLAIN)
            cell["source"] = fenced(text) if cell["cell_type"] == "markdown" else text
        if cell["cell_type"] == "code":
            cell["outputs"] = [_plain(output) for output in cell["outputs"][:MAX_OUTPUTS]]
    named = [cell for cell in nb["cells"] if cell["metadata"].get("nbgrader")]
    if len(nb["cells"]) > MAX_CELLS:
        nb["cells"] = named
    nb["cells"].insert(0, note_cell(SAID + (" Cells without a name are left out." if nb["cells"] is named else "")))
    return nb


def _plain(output: dict) -> dict:
    match output["output_type"]:
        case "stream":
            return output | {"text": shortened("".join(output["text"]), PLAIN)}
        case "error":
            return output | {"traceback": [shortened(line, PLAIN) for line in output["traceback"][:MAX_OUTPUTS]]}
    text = output.get("data", {}).get("text/plain", "[a picture]")
    return output | {"data": {"text/plain": shortened("".join(text), PLAIN)}}
