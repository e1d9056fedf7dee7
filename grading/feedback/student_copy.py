"""The autograded notebook as its student may see it: no hidden tests, no tracebacks, nothing that could act.

A failed visible test shows its message, a failed hidden one only that it failed.
"""

import copy

from ..assignments.hidden_tests import HiddenTests, hidden_tests_of
from ..course.directory import CourseDir
from ..execution.outputs import checked_output

REMOVED = "[removed: this output quotes a hidden test]"


def student_copy(nb: dict, hidden: HiddenTests) -> dict:
    """The autograded notebook as its student may see it."""
    nb = copy.deepcopy(nb)
    for cell in nb["cells"]:
        source = cell["source"] = "".join(cell["source"])
        if not cell["metadata"].get("nbgrader", {}).get("locked"):
            # A student who got hold of a hidden test may have written it down anywhere.
            cell["source"] = "\n".join("" if hidden.given_away(line) else line for line in source.split("\n"))
        else:
            cell["source"] = hidden.visible(source)
        if cell["cell_type"] == "code":
            line = cell["metadata"].get("grading", {}).get("error_line")
            outputs = filter(None, map(checked_output, cell["outputs"]))
            cell["outputs"] = [_shown(output, source, line, hidden) for output in outputs]
    return nb


def _shown(output: dict, source: str, line: int | None, hidden: HiddenTests) -> dict:
    match output["output_type"]:
        case "error":
            return _error(output, source, line, hidden)
        case "stream":
            if hidden.given_away(output["text"]):
                output["text"] = REMOVED
        case _:
            if hidden.given_away("".join(v for m, v in output["data"].items() if m.startswith("text/") or m == "image/svg+xml")):
                output["data"] = {"text/plain": REMOVED}
    return output


def _error(output: dict, source: str, line: int | None, hidden: HiddenTests) -> dict:
    """Name, message and line of an error; no traceback, for that quotes other code."""
    ours = output["ename"] in ("TimeLimit", "ProcessEnded", "NotRun")
    if hidden.is_hidden(source, line) and not ours:
        output["ename"], output["evalue"] = "Hidden test", "A hidden test of this cell failed."
    elif hidden.given_away(output["evalue"]) or hidden.given_away(output["ename"]):
        output["ename"], output["evalue"] = "Error", REMOVED
    lines = source.split("\n")
    shown = (
        [f"line {line}: {lines[line - 1].strip()}"]
        if line
        and 0 < line <= len(lines)
        and not ours
        and output["ename"] != "Hidden test"
        and not hidden.given_away(lines[line - 1])
        else []
    )
    output["traceback"] = [*shown, f"{output['ename']}: {output['evalue']}"]
    return output


def hidden_tests(course: CourseDir, notebook: dict, source: dict | None = None) -> HiddenTests:
    """The hidden lines of a notebook's locked cells, found by the course's delimiters; `source` is the instructor's notebook."""
    hidden = hidden_tests_of(course)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            hidden.learn("".join(cell["source"]))
    for cell in source["cells"] if source else ():
        hidden.forget("".join(cell["source"]))
    return hidden
