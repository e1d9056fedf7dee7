"""Grades as files that Canvas, Moodle and Blackboard import, with the columns and the encoding that each documents.

It writes what is in the gradebook and asks no server. Whom the system does not know it cannot grade: the names that
students have here must be their names, or their e-mail addresses, there.

Sources of the rules. Canvas: the instructor guide "How do I import grades in the Gradebook?", and the importer itself,
`lib/gradebook_importer.rb` of instructure/canvas-lms. Moodle: "Grade import" in the Moodle documentation, and
`grade/import/csv/classes/load_data.php` of moodle/moodle. Blackboard Learn: "Upload or Download Grades, Work Offline" in
the help for instructors.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..course.replacing import replaced
from ..errors import GradingError, Incomplete
from ..records.context import AssignmentContext
from .csv_file import escape_formula, is_formula
from .states import WAITS

# Canvas leaves out a column whose title has one of these in it: it takes them for its own sums.
CANVAS_OWN = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)")
# Moodle refuses a file with a grade above this, unless the site allows more.
MOODLE_MAXIMUM = 100


@dataclass(frozen=True)
class Column:
    """The column to fill: its title, the points it is worth, and the number the system gave it, if it exists there."""

    title: str
    maximum: str
    id: int | None = None


def _canvas(rows, column: Column) -> list[list[str]]:
    if CANVAS_OWN.search(column.title) or re.search(r"\(\d+\)$", column.title):
        raise GradingError(
            f"Canvas would not take {column.title!r} for the title of an assignment: give another one with --title."
        )
    header = column.title if column.id is None else f"{column.title} ({column.id})"
    table = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", header]]
    table.append(["    Points Possible", "", "", "", "", column.maximum])
    return table + [[_sortable(row), row["number"], "", row["login"], "", row["points"]] for row in rows]


def _moodle(rows, column: Column) -> list[list[str]]:
    table = [["First name", "Last name", "ID number", "Username", "Email address", column.title]]
    return table + [
        [row["first_name"], row["last_name"], row["number"], row["student_id"], row["email"], row["points"]] for row in rows
    ]


def _blackboard(rows, column: Column) -> list[list[str]]:
    if set(column.title) & set("[]|"):
        raise GradingError(f"Blackboard keeps [, ] and | for itself: give another title than {column.title!r} with --title.")
    header = f"{column.title} [Total Pts: {column.maximum} Score] |{'' if column.id is None else column.id}"
    table = [["Last Name", "First Name", "Username", header]]
    return table + [[row["last_name"], row["first_name"], row["login"], row["points"]] for row in rows]


def _sortable(row) -> str:
    names = [row["last_name"], row["first_name"]]
    return ", ".join(filter(None, names)) or row["student_id"]


@dataclass(frozen=True)
class Format:
    """How one system wants its file."""

    table: Callable
    suffix: str
    encoding: str
    options: dict


FORMATS = {
    "canvas": Format(_canvas, ".canvas.csv", "utf-8", {}),
    "moodle": Format(_moodle, ".moodle.csv", "utf-8", {}),
    # As Blackboard's own downloads: tabs, everything quoted, and the mark of UTF-16 in front.
    "blackboard": Format(_blackboard, ".blackboard.xls", "utf-16", {"delimiter": "\t", "quoting": csv.QUOTE_ALL}),
}


def export_lms(
    context: AssignmentContext, rows: list[dict], name: str, column: Column, path: Path, *, login="username", zeros=False
) -> int:
    """Write `rows` (from `export_rows` or `total_rows`) for the system `name`; the number of students in the file.

    `login` says what the system calls a student: username or email. Who handed nothing in gets an empty field, which
    changes nothing there, or 0 with `zeros`. Raises Incomplete, with the file written, if somebody had to be left out.
    """
    form, left_out, students, undecided = FORMATS[name], [], [], 0
    for row in rows:
        who = row["student_id"] if login == "username" else row["email"]
        # A mark before a formula would make it another name, and the points would go to nobody.
        if not who or is_formula(who) or (name == "moodle" and is_formula(row["email"])):
            left_out.append(f"{row['student_id']} ({'no e-mail address' if not who else 'a name that is a formula'})")
            continue
        handed_in = row["state"] != "no submission"
        undecided += row["undecided"]
        students.append({
            **{key: _one_line(escape_formula(row[key])) for key in ("last_name", "first_name")},
            "student_id": row["student_id"],
            "email": row["email"],
            "login": who,
            "number": row["lms_user_id"] if row["lms_user_id"].isdecimal() else "",
            "points": row["score"] if (handed_in or zeros) and not row["undecided"] else "",
        })
    with replaced(path, newline="", encoding=form.encoding) as file:
        csv.writer(file, **form.options).writerows(form.table(students, column))
    context.reporter.say(f"{len(students)} students are in {path}, for {name.capitalize()}")
    waiting = sum(row["state"] == WAITS for row in rows)
    if undecided:
        context.reporter.say(f"{undecided} of them have no points in the file: what they handed in has no grade yet")
    if waiting:
        context.reporter.say(f"{waiting} of them still wait for a person: their points may change")
    if name == "moodle" and any(float(row["points"] or 0) > MOODLE_MAXIMUM for row in students):
        context.reporter.say(
            f"some have more than {MOODLE_MAXIMUM} points: Moodle takes such a file only where the site's settings "
            "unlimitedgrades and gradepointmax allow it"
        )
    if left_out:
        raise Incomplete(f"done, but not for everybody: {'; '.join(left_out)}. Mend the roster and export again.")
    return len(students)


def _one_line(text: str) -> str:
    return " ".join(text.split())
