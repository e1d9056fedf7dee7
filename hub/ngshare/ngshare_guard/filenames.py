"""Which file names the exchange accepts.

A name that cannot be written to the graders' disk stops the collection for the whole class, so it is refused
while the sender can still rename the file. Contents are not looked at.
"""

import json
import unicodedata

MAX_FILES = 200
MAX_COMPONENT_BYTES = 255
MAX_PATH_BYTES = 1024
# nbgrader writes this file beside each collected submission; a folder of that name would be in its way.
COLLECTED_BESIDE = "timestamp.txt"
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def find_problem(files_json: str | None) -> str | None:
    """Return what is wrong with an upload's `files` field, a JSON list of {"path", "content"}, or None."""
    try:
        files = json.loads(files_json or "")
    except (ValueError, RecursionError):
        return "The upload's list of files is not valid JSON. Send it with nbgrader's own commands."
    if not isinstance(files, list) or not all(_is_file(entry) for entry in files):
        return (
            "The upload is not a list of files with path and content. Send it with nbgrader's own commands."
        )
    if not files:
        return (
            "The upload has no files, so nothing was changed and what was sent before still counts. Save your work in the "
            "assignment's folder and send it again."
        )
    if len(files) > MAX_FILES:
        return f"The upload has {len(files)} files and the limit is {MAX_FILES}. Remove some."
    paths = [entry["path"] for entry in files]
    for path in paths:
        if reason := _reason_against(path):
            return f"The file name {shown(path)} {reason}. Rename the file and send it again."
    return _clash(paths)


def _is_file(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("path"), str)
        and isinstance(entry.get("content"), str)
        and entry["content"].isascii()  # base64
    )


def _reason_against(path: str) -> str | None:
    if path.startswith("/"):
        return "is an absolute path"
    if "\\" in path:
        return "has a backslash"
    if any(
        unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or letter in _BIDI_CONTROLS
        for letter in path
    ):
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


def _clash(paths: list[str]) -> str | None:
    """Two files of one name, or a file where another file needs a folder."""
    seen: set[str] = set()
    for path in paths:
        if path in seen:
            return f"The file name {shown(path)} occurs twice. Rename folders named like the assignment."
        seen.add(path)
    for path in paths:
        components = path.split("/")
        for depth in range(1, len(components)):
            folder = "/".join(components[:depth])
            if folder in seen:
                return f"The name {shown(folder)} is used for a file and for a folder. Rename one of them."
    return None


def shown(name: str) -> str:
    """The name as Python writes it, so that invisible characters are visible; cut to 80 characters."""
    text = repr(name)
    return text if len(text) <= 80 else text[:77] + "..."
