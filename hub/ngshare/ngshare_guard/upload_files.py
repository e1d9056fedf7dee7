"""The files of an upload, which come as one field: which uploads are refused, and what is left out of a submission.

An upload is refused while the sender can still rename the file. Contents are not looked at.
"""

import base64
import json

from exchange_rules.configuration_files import NOTE, is_configuration
from exchange_rules.file_names import MAX_PATH_BYTES, name_fault

MAX_FILES = 200
# More lists, objects and values than so many files and the signs of their names: two letters of JSON become a hundred bytes.
MAX_PARTS = 2 * MAX_FILES * MAX_PATH_BYTES


def find_problem(files_json: str | None) -> str | None:
    """Return what is wrong with an upload's `files` field, a JSON list of {"path", "content"}, or None."""
    if sum(map((files_json or "").count, "[{,")) > MAX_PARTS:
        return f"The upload's list of files has too many parts. The limit is {MAX_FILES} files: remove some."
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
        if reason := name_fault(path):
            return f"The file name {shown(path)} {reason}. Rename the file and send it again."
    return _clash(paths)


def without_configuration(files: list[dict]) -> tuple[list[dict], tuple[str, ...]]:
    """The upload's files without configuration files, with a note if there were any; and the names of these, sorted."""
    left_out = tuple(sorted(file["path"] for file in files if is_configuration(file["path"])))
    if not left_out:
        return files, ()
    note = "".join(f"{name}\n" for name in left_out).encode()
    kept = [file for file in files if file["path"] not in left_out and file["path"] != NOTE]
    return [*kept, {"path": NOTE, "content": base64.encodebytes(note).decode()}], left_out


def _is_file(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("path"), str)
        and isinstance(entry.get("content"), str)
        and entry["content"].isascii()  # base64
    )


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
