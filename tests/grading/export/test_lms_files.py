"""Files for Canvas, Moodle and Blackboard, made from a real gradebook and read back by importers with the documented rules."""

import csv

import coursework
import lms_importers
import pytest
from coursework import ASSIGNMENT, BOOK
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from grading.__main__ import app

SUBMITTED = {
    # student: last name, first name, e-mail, number in the system, points of test_add
    "ada": ("Abbot, Jr.", "Ada", "ada@example.org", "1001", 2),
    "bob": ("O'Brien; \"Bobby\"", "Bob", "bob@example.org", "1002", 1.5),
    "carol": ("Ünal", "Çağla", "carol@example.org", "1003", 0),
    "dana": ("כהן", "דנה", "dana@example.org", "1004", 1),
    "eve": ('=HYPERLINK("http://attacker.invalid")', "@SUM(A1)", "eve@example.org", "1005", 2),
    "fay\tx": ("Tab\tbed", "Line\nbreak", "fay@example.org", None, 1),
}
IDLE = {"idle": ("Idle", "Ida", "idle@example.org", "1007")}


@pytest.fixture
def course(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for student, (last, first, email, number, *given) in (SUBMITTED | IDLE).items():
            gradebook.add_student(student, last_name=last, first_name=first, email=email, lms_user_id=number)
            if given:
                submission = gradebook.add_submission(ASSIGNMENT, student)
                for grade in submission.notebooks[0].grades:
                    grade.auto_score = given[0] if grade.name == "test_add" else 0
        gradebook.db.commit()
    return course


@pytest.fixture
def people():
    return {
        student: {"login": student, "email": row[2], "id": row[3], "name": row[1]}
        for student, row in (SUBMITTED | IDLE).items()
    }


@pytest.fixture
def export(course, tmp_path):
    def run(format, *arguments, suffix=".csv", code=0):
        path = tmp_path / f"grades{suffix}"
        names = [] if "--all" in arguments else [ASSIGNMENT]
        command = ["export", *names, "--format", format, "--output", str(path), "--course-dir", str(course), *arguments]
        result = CliRunner().invoke(app, command)
        assert result.exit_code == code, result.output
        path.with_suffix(".log").write_text(result.output)
        return path

    return run


POINTS = {student: f"{row[4]:g}" for student, row in SUBMITTED.items()} | {"idle": ""}


def test_canvas_takes_the_file(export, people):
    points, title, possible, number = lms_importers.canvas(export("canvas"), people)
    assert (points, title, possible, number) == (POINTS, ASSIGNMENT, "10", None)


def test_canvas_fills_an_existing_column(export, people):
    path = export("canvas", "--title", "Module 1: Tensor", "--column-id", "4242")
    assert lms_importers.canvas(path, people)[1:] == ("Module 1: Tensor", "10", 4242)


def test_canvas_finds_people_by_their_address_where_that_is_their_login(export, people):
    by_address = {student: {"login": row["email"]} for student, row in people.items()}
    assert lms_importers.canvas(export("canvas", "--login", "email"), by_address)[0] == POINTS


@pytest.mark.parametrize("by", ["Username", "Email address"])
def test_moodle_takes_the_file(export, people, by):
    assert lms_importers.moodle(export("moodle"), people, by) == (POINTS, ASSIGNMENT)


def test_moodle_finds_by_number_those_who_have_one(export, people):
    points, _ = lms_importers.moodle(export("moodle"), people, "ID number")
    assert points == {student: value for student, value in POINTS.items() if people[student]["id"]}


def test_blackboard_takes_the_file(export, people):
    path = export("blackboard", suffix=".xls")
    assert lms_importers.blackboard(path, people) == (POINTS, ASSIGNMENT, "10", None)


def test_blackboard_fills_an_existing_column(export, people):
    path = export("blackboard", "--column-id", "99", "--zeros", suffix=".xls")
    assert lms_importers.blackboard(path, people) == (POINTS | {"idle": "0"}, ASSIGNMENT, "10", 99)


@pytest.mark.parametrize("format, encoding", [("canvas", "utf-8"), ("moodle", "utf-8"), ("blackboard", "utf-16")])
def test_names_survive_and_none_is_a_formula(export, format, encoding):
    text = export(format).read_text(encoding=encoding)
    assert all(name in text for name in ("Ünal", "Çağla", "כהן", "דנה", "Abbot, Jr."))
    fields = [field for row in csv.reader(text.splitlines(), delimiter="\t" if encoding == "utf-16" else ",") for field in row]
    assert not [field for field in fields if field.startswith(("=", "@", "+", "-", "\t"))]


@pytest.mark.parametrize("format", ["canvas", "moodle", "blackboard"])
def test_who_cannot_be_named_is_left_out_and_told(course, export, people, format):
    coursework.sqlite3.connect(course / "gradebook.db").executescript(
        "PRAGMA foreign_keys=0; UPDATE student SET id = '=cmd' WHERE id = 'ada';"
        "UPDATE submitted_assignment SET student_id = '=cmd' WHERE student_id = 'ada'"
    )
    path = export(format, suffix=".xls" if format == "blackboard" else ".csv", code=7)
    assert "=cmd" in path.with_suffix(".log").read_text()
    importer = {"canvas": lms_importers.canvas, "blackboard": lms_importers.blackboard}.get(format)
    points = importer(path, people)[0] if importer else lms_importers.moodle(path, people, "Username")[0]
    assert points == {student: value for student, value in POINTS.items() if student != "ada"}


@pytest.mark.parametrize("format, title", [("canvas", "My Final Score"), ("canvas", "Week (2)"), ("blackboard", "A [b] | c")])
def test_a_title_that_the_system_would_misread_is_refused(export, format, title):
    assert "--title" in export(format, "--title", title, code=3).with_suffix(".log").read_text()


def second_assignment(course, points):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        gradebook.add_assignment("ps2")
        gradebook.add_notebook(BOOK, "ps2")
        gradebook.add_grade_cell("big", BOOK, "ps2", max_score=400, cell_type="code")
        for student in SUBMITTED:
            (grade,) = gradebook.add_submission("ps2", student).notebooks[0].grades
            grade.auto_score = points
        gradebook.db.commit()


def test_the_whole_course_has_a_column_per_assignment_and_the_sum(course, export):
    second_assignment(course, 300)
    with export("csv", "--all").open(encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {key: rows["bob"][key] for key in (ASSIGNMENT, "ps2", "score", "max_score")} == {
        ASSIGNMENT: "1.5", "ps2": "300", "score": "301.5", "max_score": "410",
    }
    assert (rows["idle"]["ps2"], rows["idle"]["score"]) == ("", "0")


def test_the_course_total_goes_into_one_column(course, export, people):
    second_assignment(course, 50)
    points, title, possible, _ = lms_importers.canvas(export("canvas", "--all"), people)
    assert (points["bob"], points["idle"], title, possible) == ("51.5", "", "Course total", "410")


def test_more_points_than_moodle_takes_are_told(course, export, people):
    second_assignment(course, 300)
    path = export("moodle", "--all")
    assert "unlimitedgrades" in path.with_suffix(".log").read_text()
    with pytest.raises(lms_importers.Refused, match="highest grade"):
        lms_importers.moodle(path, people, "Username")
    assert lms_importers.moodle(path, people, "Username", highest=500)[0]["bob"] == "301.5"


@pytest.mark.parametrize("arguments", [[], [ASSIGNMENT, "--all"]])
def test_an_assignment_or_all_but_not_both(course, arguments):
    assert CliRunner().invoke(app, ["export", *arguments, "--course-dir", str(course)]).exit_code == 2
