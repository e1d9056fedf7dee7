"""Which file may be part of a release, a submission or feedback: it must fit on the course's disk, and on the students'.

A file that cannot be written on the course's stops the collection for the whole class: `path_fault`. One that only another's
disk or eyes would trip over is refused at upload, where it can still be renamed (`name_fault`), and taken when it came otherwise.
Contents are not looked at.
"""

import unicodedata

MAX_COMPONENT_BYTES = 255
MAX_PATH_BYTES = 1024
# nbgrader writes this file beside each collected submission; a folder of that name would be in its way.
COLLECTED_BESIDE = "timestamp.txt"
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def path_fault(path: str) -> str | None:
    """Why nothing can be stored at `path` (relative, with `/`), as the end of a sentence that begins with it; None if it can."""
    if path.startswith("/"):
        return "is an absolute path"
    if "\\" in path:
        return "has a backslash"
    if any(letter == "\0" or unicodedata.category(letter) == "Cs" for letter in path):
        return "has a character that no file name can hold"
    if len(path.encode()) > MAX_PATH_BYTES:
        return f"is longer than {MAX_PATH_BYTES} bytes"
    components = path.split("/")
    if ".." in components:
        return "leads out of the assignment's folder"
    if "" in components or "." in components:
        return "has an empty part"
    if any(len(component.encode()) > MAX_COMPONENT_BYTES for component in components):
        return f"has a part longer than {MAX_COMPONENT_BYTES} bytes"
    if len(components) > 1 and components[0] == COLLECTED_BESIDE:
        return f"uses {COLLECTED_BESIDE} as a folder"
    return None


def name_fault(path: str) -> str | None:
    """The same of a file that is about to be sent: also what Windows cannot store, and what shows as another name."""
    if fault := path_fault(path):
        return fault
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") or letter in _BIDI_CONTROLS for letter in path):
        return "has a control character"
    return "ends with a dot or a space" if any(component[-1] in ". " for component in path.split("/")) else None
