"""The roster file: a CSV with who is in the course and in which role. Reading it checks everything and changes nothing.

Files from Excel are taken as they come: byte order mark, CRLF, semicolons or tabs between the columns.
"""

import csv
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hub.roster_names import is_accepted, suggest_username

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


class RosterError(ValueError):
    """The roster cannot be used; `problems` has one sentence per problem, with its line number and the fix."""

    def __init__(self, path: Path, problems: list[str]):
        self.problems = problems
        super().__init__("\n".join(f"{path}: {problem}" for problem in problems))


def read_roster(path: Path, reserved: Iterable[str] = ()) -> list[Person]:
    """Read and check the whole file; `reserved` are names that belong to the hub's services.

    Raises
    ------
    RosterError
        With all problems at once.
    """
    try:
        text = _decode(path.read_bytes())
        header, *rows = _split(text)
    except OSError as error:
        raise RosterError(path, [f"cannot be read: {error.strerror}"]) from None
    except ValueError as error:
        raise RosterError(path, [str(error)]) from None
    problems = _check_header(header)
    if problems:
        raise RosterError(path, problems)
    people = _check_rows(header[1], rows, set(reserved), problems)
    if not people and not problems:
        problems.append("nobody is in it: an empty roster would take everybody out of the course")
    if problems:
        raise RosterError(path, problems)
    return people


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("is UTF-16 text: save it as 'CSV UTF-8'")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"line {line}: byte 0x{content[error.start]:02x} is not UTF-8: save the file as 'CSV UTF-8'"
        ) from None


def _split(text: str) -> list[tuple[int, list[str]]]:
    """Line number and stripped cells of every line that is not empty; the header comes first."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    lines = []
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                lines.append((reader.line_num, stripped))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}: check the quotation marks of this line") from None
    if not lines:
        raise ValueError(f"is empty: the first line must be {','.join(COLUMNS)}")
    return lines


def _check_header(header: tuple[int, list[str]]) -> list[str]:
    line, cells = header
    names = [cell.lower() for cell in cells]
    if not set(names) & set(COLUMNS):
        return [f"line {line}: the header is missing: the first line must be {','.join(COLUMNS)}"]
    problems = []
    for name in names:
        if name not in COLUMNS:
            problems.append(f"line {line}: unknown column {name!r}: {_nearest(name, COLUMNS)}, or remove it")
        elif names.count(name) > 1 and (problem := f"line {line}: the column {name!r} occurs twice") not in problems:
            problems.append(problem)
    if "username" not in names:
        problems.append(f"line {line}: the column 'username' is missing")
    return problems


def _check_rows(
    columns: list[str], rows: list[tuple[int, list[str]]], reserved: set[str], problems: list[str]
) -> list[Person]:
    names = [column.lower() for column in columns]
    people, line_of = [], {}
    taken = {dict(zip(names, cells, strict=False)).get("username", "").lower() for _, cells in rows} | reserved
    for line, cells in rows:
        if len(cells) > len(names):
            problems.append(f"line {line}: {len(cells)} columns instead of {len(names)}: put text with a comma into quotes")
            continue
        row = dict.fromkeys(COLUMNS, "") | dict(zip(names, cells, strict=False))
        person = Person(**row | {"username": row["username"].lower(), "role": row["role"].lower() or "student"})
        problems += [f"line {line}: {problem}" for problem in _check_person(person, row["username"], reserved, taken)]
        if person.username in line_of and person.username:
            problems.append(
                f"line {line}: {row['username']!r} is already on line {line_of[person.username]} "
                "(capitals make no difference): remove one or give it another name"
            )
        line_of.setdefault(person.username, line)
        people.append(person)
    return people


def _check_person(person: Person, written: str, reserved: set[str], taken: set[str]) -> list[str]:
    problems = []
    if not written:
        whom = f" of {person.first_name} {person.last_name}".rstrip() if person.first_name or person.last_name else ""
        problems.append(f"the user name{whom} is blank: fill it in or remove the line")
    elif not is_accepted(person.username):
        suggestion = suggest_username(written, taken)
        fix = f"use {suggestion!r}" if suggestion else "write it in the letters a to z"
        problems.append(f"the user name {written!r} has characters that are not accepted or is too long: {fix}")
    elif person.username in reserved:
        problems.append(f"the user name {written!r} belongs to a service: use {suggest_username(written, taken)!r}")
    if person.role not in ROLES:
        problems.append(f"unknown role {person.role!r}: {_nearest(person.role, ROLES)}")
    if person.email and "@" not in person.email:
        problems.append(f"{person.email!r} is not an e-mail address: correct it or leave it empty")
    return problems


def _nearest(word: str, choices: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, choices, n=1)
    return f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(choices)}"
