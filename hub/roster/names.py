"""Which user names the classroom accepts, and what to write instead of one it does not.

A name becomes a directory, a volume, a container and a part of nbgrader's file names, so only a plain
alphabet is taken.
"""

import re
import unicodedata

LONGEST = 64
_ACCEPTED = re.compile(rf"[a-z0-9][a-z0-9._@-]{{0,{LONGEST - 1}}}")
# Letters that Unicode does not decompose into a base letter and an accent.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def is_accepted(username: str) -> bool:
    """True for a lower-case name of `a-z 0-9 . _ @ -` that starts with a letter or digit."""
    return _ACCEPTED.fullmatch(username) is not None


def suggest_username(wanted: str, taken: set[str] = frozenset()) -> str | None:
    """Return the nearest accepted name that is not in `taken`, or None if nothing of `wanted` is left."""
    decomposed = unicodedata.normalize("NFKD", wanted.strip().lower().translate(_PLAIN))
    # A plus sign would break nbgrader's cache of submissions, which uses it between its parts.
    spaced = re.sub(r"[\s+]+", ".", decomposed)
    name = re.sub(r"[^a-z0-9._@-]", "", spaced).lstrip("._@-")[:LONGEST]
    if not name:
        return None
    candidate, number = name, 2
    while candidate in taken:
        candidate = f"{name[: LONGEST - len(str(number))]}{number}"
        number += 1
    return candidate
