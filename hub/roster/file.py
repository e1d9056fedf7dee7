"""The roster file: a CSV with who is in the course and in which role.

Reading it checks everything and changes nothing.
Files from Excel are taken as they come: byte order mark, CRLF, semicolons or tabs between the columns.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from hub.roster.person import COLUMNS, Person, check_person, nearest


class RosterError(ValueError):
    """The roster cannot be used; `problems` has a sentence for each, with line number and fix."""

    def __init__(self, name: str, problems: list[str]):
        self.problems = problems
        super().__init__("\n".join(f"{name}: {problem}" for problem in problems))


def read_roster(path: Path, reserved: Iterable[str] = (), called: str | None = None) -> list[Person]:
    """Read and check the whole file; `reserved` are names that belong to the hub's services.

    `called` is what the person who gave the file calls it, where `path` is a copy or a stream.

    Raises
    ------
    RosterError
        With all problems at once.
    """
    name = called or str(path)
    try:
        text = _decode(path.read_bytes())
        header, *rows = _split(text)
    except OSError as error:
        raise RosterError(name, [f"cannot be read: {error.strerror}"]) from None
    except ValueError as error:
        raise RosterError(name, [str(error)]) from None
    problems = _check_header(header)
    if problems:
        raise RosterError(name, problems)
    people = _check_rows(header[1], rows, set(reserved), problems)
    if not people and not problems:
        problems.append("nobody is in it: an empty roster would take everybody out of the course")
    if problems:
        raise RosterError(name, problems)
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
            problems.append(f"line {line}: unknown column {name!r}: {nearest(name, COLUMNS)}, or remove it")
        elif (
            names.count(name) > 1
            and (problem := f"line {line}: the column {name!r} occurs twice") not in problems
        ):
            problems.append(problem)
    if "username" not in names:
        problems.append(f"line {line}: the column 'username' is missing")
    return problems


def _check_rows(
    columns: list[str], rows: list[tuple[int, list[str]]], reserved: set[str], problems: list[str]
) -> list[Person]:
    names = [column.lower() for column in columns]
    written = [dict.fromkeys(COLUMNS, "") | dict(zip(names, cells, strict=False)) for _, cells in rows]
    taken = {row["username"].lower() for row in written} | reserved
    people, line_of = [], {}
    for (line, cells), row in zip(rows, written, strict=True):
        if len(cells) > len(names):
            found = f"{len(cells)} columns instead of {len(names)}"
            problems.append(f"line {line}: {found}: put text with a comma into quotes")
            continue
        lowered = {"username": row["username"].lower(), "role": row["role"].lower() or "student"}
        person = Person(**row | lowered)
        found = check_person(person, row["username"], reserved, taken)
        first = line_of.setdefault(person.username, line)
        if person.username and first != line:
            found.append(
                f"{row['username']!r} is already on line {first} (capitals make no difference): "
                "remove one or give it another name"
            )
        problems += [f"line {line}: {problem}" for problem in found]
        people.append(person)
    return people
