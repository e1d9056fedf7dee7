"""Which text may name an assignment or a student: the one check, for the grader and the exchange, of what becomes a path."""

import re

LONGEST_BYTES = 200
# What regular expressions and patterns of file names give a meaning, but for the full stop, which also means itself. Looked for,
# and not tried: a name can be an expression that takes for ever.
_SIGNS = re.compile(r"[+*?()\[\]|^$]|\{\d+\}|\{\d*,\d*\}")


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
    if set(name) & set('<>"'):  # pages would read it as markup, and no file on Windows can have it
        return 'has one of the signs < > "'
    try:
        too_long = len(name.encode()) > LONGEST_BYTES
    except UnicodeEncodeError:
        return "has a character that no file name can hold"
    return f"is longer than {LONGEST_BYTES} bytes" if too_long else None


def assignment_fault(name) -> str | None:
    """The same for a new assignment, whose name nbgrader, its exchange and formgrader must not take for something else."""
    if why := fault(name):
        return why
    # They put it into regular expressions and patterns of file names, and part file names at "+".
    if _SIGNS.search(name):
        return "has one of the signs + * ? ( ) [ ] | ^ $ or a number in braces, to which nbgrader gives a meaning of their own"
    return "begins or ends with a blank" if name.strip() != name else None
