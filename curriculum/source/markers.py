"""Writes nbgrader's headers from short cell markers: `# %% test 3 test-relu` becomes the whole JSON line.

    # %% given ID                       code that students leave as it is
    # %% solution ID                    code with a region that they fill
    # %% test POINTS ID                 a test cell, visible or hidden
    # %% [markdown] answer POINTS ID    a written answer, graded by a person
"""
import json
import re

from curriculum.errors import BuildError

_LOOKS_LIKE_ONE = re.compile(r"^# %% (?:\[markdown\] )?(?:given|solution|test|answer)\b.*$", re.MULTILINE)
_MARKER = re.compile(r"^# %% (\[markdown\] )?(given|solution|test|answer)(?: (\d+))? ([a-z][\w-]*)$", re.MULTILINE)
# grade, locked, solution
_KINDS = {
    "given": (False, True, False),
    "solution": (False, False, True),
    "test": (True, True, False),
    "answer": (True, False, True),
}


def with_headers(text: str, place: str) -> str:
    """`text` with a header in place of every short marker. Raises BuildError, naming `place`, for one that is not right."""
    return _LOOKS_LIKE_ONE.sub(lambda line: _header(line[0], place), text)


def _header(line: str, place: str) -> str:
    found = _MARKER.fullmatch(line)
    markdown, kind, points, grade_id = found.groups() if found else (None, "given", None, "")
    grade, locked, solution = _KINDS[kind]
    if not found or grade != (points is not None) or (kind == "answer") != (markdown is not None):
        raise BuildError([f"{place}: `{line}` is no cell marker; write for example `# %% test 3 test-relu`, "
                          "`# %% solution relu` or `# %% [markdown] answer 6 reflection`"])
    meta = {"grade": grade, "grade_id": grade_id, "locked": locked, "points": int(points or 0), "schema_version": 3,
            "solution": solution, "task": False}
    if not grade:
        del meta["points"]
    return f"# %% {markdown or ''}nbgrader={json.dumps(meta)}"
