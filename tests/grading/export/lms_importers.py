"""What Canvas, Moodle and Blackboard do with a file of grades, by the rules that they document; see grading/export/lms.py.

Each importer knows its users and returns {user: points}. It raises Refused where the system would refuse the file, create a
user, or give points to nobody.
"""

import csv
import io
import re
from pathlib import Path


class Refused(Exception):
    """The system would not take the file as it is meant."""


def table(text: str, delimiter: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    if len({len(row) for row in rows}) != 1:
        raise Refused("rows of different lengths")
    return rows


def canvas(path: Path, people: dict[str, dict]) -> tuple[dict[str, str], str, str, int | None]:
    """(points by user, title, points possible, assignment id). People: user -> {login, id, name}."""
    text = path.read_bytes().decode("utf-8")
    first = text.splitlines()[:3]
    counts = {mark: {len(next(csv.reader([line], delimiter=mark))) for line in first} for mark in ";,"}
    sizes = {mark: size.pop() if len(size) == 1 else 0 for mark, size in counts.items()}
    rows = table(text, ";" if sizes[";"] > sizes[","] else ",")
    header = rows[0]
    if len(header) <= 3 or "Student" not in header[0] or "ID" not in header[1]:
        raise Refused("no header")
    if header[2:4] != ["SIS User ID", "SIS Login ID"] or "Section" not in header[4]:
        raise Refused("the columns before the assignments are not Canvas's")
    columns = [
        place for place, name in enumerate(header) if place > 4
        and not re.search("(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)", name)
    ]
    (column,) = columns
    named = re.fullmatch(r"(.*)\s\((\d+)\)", header[column])
    title, number = (named[1], int(named[2])) if named else (header[column], None)
    possible, points = None, {}
    for row in rows[1:]:
        if "Points Possible" in row[0]:
            possible = row[column]
            continue
        found = [u for u, p in people.items() if row[1] and row[1] == p.get("id")] or [
            u for u, p in people.items() if row[3] and row[3] == p["login"]
        ]
        if len(found) != 1:
            raise Refused(f"Canvas would create a user for {row}")
        points[found[0]] = re.sub(r"[.,](?=[^.,]*$)", ".", row[column].strip())
    return points, title, possible, number


def moodle(path: Path, people: dict[str, dict], by: str, highest=100) -> tuple[dict[str, str], str]:
    """(points by user, title of the grade column), users found by the column `by`."""
    rows = table(path.read_bytes().decode("utf-8"), ",")
    header = [name.strip() for name in rows[0]]
    if len(set(header)) != len(header):
        raise Refused("two columns have one name")
    key, fields = header.index(by), {"Username": "login", "Email address": "email", "ID number": "id"}
    points = {}
    for row in rows[1:]:
        if not row[key]:
            continue
        found = [u for u, p in people.items() if p.get(fields[by]) == row[key]]
        if len(found) != 1:
            raise Refused(f"Moodle knows no user {row[key]!r}: the whole file is refused")
        value = row[-1].strip()
        if value not in ("", "-") and not re.fullmatch(r"-?\d+(\.\d+)?", value):
            raise Refused(f"{value!r} is no grade: the whole file is refused")
        if value not in ("", "-") and float(value) > highest:
            raise Refused(f"{value} is above the highest grade of the site: the whole file is refused")
        points[found[0]] = value
    return points, header[-1]


def blackboard(path: Path, people: dict[str, dict]) -> tuple[dict[str, str], str, str, int | None]:
    """(points by user, title, points possible, column id)."""
    raw = path.read_bytes()
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    rows = table(text, "\t" if path.suffix == ".xls" else ",")
    header = rows[0]
    users = header.index("Username")
    named = [re.fullmatch(r"([^\[\]|]+) \[Total Pts: ([\d.]+) Score\] \|(\d*)", name) for name in header]
    ((column, match),) = [(place, match) for place, match in enumerate(named) if match]
    points = {}
    for row in rows[1:]:
        found = [u for u, p in people.items() if p["login"] == row[users]]
        if len(found) != 1:
            raise Refused(f"Blackboard knows no user {row[users]!r}")
        if row[column] and not re.fullmatch(r"-?\d+(\.\d+)?", row[column]):
            raise Refused(f"{row[column]!r} is no score")
        points[found[0]] = row[column]
    return points, match[1], match[2], int(match[3]) if match[3] else None
