"""One person of the roster, and what may be wrong with a single line of it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from hub.roster.names import is_accepted, suggest_username

COLUMNS = ("username", "first_name", "last_name", "email", "role")
ROLES = ("admin", "instructor", "ta", "student")


@dataclass(frozen=True)
class Person:
    """One line of the roster; the user name is lower-case, empty columns are empty strings."""

    username: str
    first_name: str
    last_name: str
    email: str
    role: str


def check_person(person: Person, written: str, reserved: set[str], taken: set[str]) -> list[str]:
    """Return every problem of one person.

    `written` is the user name as it stands in the file, `reserved` the names of services, `taken` all names
    that a suggestion must avoid.
    """
    problems = []
    if not written:
        whom = f"{person.first_name} {person.last_name}".strip() or "nobody"
        problems.append(f"the user name is blank (for {whom}): fill it in or remove the line")
    elif not is_accepted(person.username):
        suggestion = suggest_username(written, taken)
        fix = f"use {suggestion!r}" if suggestion else "write it in the letters a to z"
        problems.append(f"the user name {written!r} is too long or has letters that are not accepted: {fix}")
    elif person.username in reserved:
        suggestion = suggest_username(written, taken)
        problems.append(f"the user name {written!r} belongs to a service: use {suggestion!r}")
    if person.role not in ROLES:
        problems.append(f"unknown role {person.role!r}: {nearest(person.role, ROLES)}")
    if person.email and "@" not in person.email:
        problems.append(f"{person.email!r} is not an e-mail address: correct it or leave it empty")
    return problems


def nearest(word: str, choices: Iterable[str]) -> str:
    """A hint such as `did you mean 'ta'?`, or the list of choices when none is near."""
    close = difflib.get_close_matches(word, choices, n=1)
    return f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(choices)}"
