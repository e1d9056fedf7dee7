"""Which text may name an assignment, a notebook or a student: the one check of what becomes part of a path."""

MAX_BYTES = 200


def fault(name) -> str | None:
    """Why `name` cannot be one, as the end of a sentence that begins with it; None if it can."""
    if not isinstance(name, str) or not name.strip():
        return "is empty"
    if name.startswith("."):
        return "begins with a dot"
    if set(name) & set("/\\"):
        return "has a slash"
    if any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in name):
        return "has a control character"
    try:
        too_long = len(name.encode()) > MAX_BYTES
    except UnicodeEncodeError:
        return "has a character that no file name can hold"
    return f"is longer than {MAX_BYTES} bytes" if too_long else None
