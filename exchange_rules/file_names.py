"""Which file may be part of a release, a submission or feedback: it must fit on the graders' disk, and on the students'.

A file that cannot be written there stops the collection for the whole class. Contents are not looked at.
"""

import unicodedata

MAX_COMPONENT_BYTES = 255
MAX_PATH_BYTES = 1024
# nbgrader writes this file beside each collected submission; a folder of that name would be in its way.
COLLECTED_BESIDE = "timestamp.txt"
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def path_fault(path: str) -> str | None:
    """Why `path` (relative, with `/`) cannot be one, as the end of a sentence that begins with it; None if it can."""
    if path.startswith("/"):
        return "is an absolute path"
    if "\\" in path:
        return "has a backslash"
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or letter in _BIDI_CONTROLS for letter in path):
        return "has a control character"
    if len(path.encode()) > MAX_PATH_BYTES:
        return f"is longer than {MAX_PATH_BYTES} bytes"
    components = path.split("/")
    if ".." in components:
        return "leads out of the assignment's folder"
    if "" in components or "." in components:
        return "has an empty part"
    if any(len(component.encode()) > MAX_COMPONENT_BYTES for component in components):
        return f"has a part longer than {MAX_COMPONENT_BYTES} bytes"
    if any(component[-1] in ". " for component in components):
        return "ends with a dot or a space"
    if len(components) > 1 and components[0] == COLLECTED_BESIDE:
        return f"uses {COLLECTED_BESIDE} as a folder"
    return None
