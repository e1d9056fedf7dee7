"""A member of the staff who hands something in is no student: not collected, and in no list where it was collected before."""

import csv

import coursework
import pytest
from coursework import ASSIGNMENT
from ngshare_like import file

from grading.commands import steps
from grading.export.csv_file import export
from grading.export.rows import export_rows
from grading.export.status import print_status
from grading.export.totals import export_totals
from grading.formgrader.dashboard.course import lines as course_lines
from grading.formgrader.dashboard.figures import read_figures
from grading.review.review_queue import earned_fractions
from grading.similarity.screen import screen


def test_what_the_staff_hands_in_stays_in_the_exchange_and_that_is_said(ngshare, course, opened, lines):
    ngshare.files |= {"ada": [file("numbers.ipynb", "{}")], "tess": [file("numbers.ipynb", "{}")]}
    ngshare.staff = ["tess", "ines"]
    for _ in range(2):
        with opened(course) as context:
            steps.collect_step(context, [])
            assert context.journal.staff() == {"tess", "ines"}
    assert [line for line in lines if line.startswith("tess: belongs to the staff, so the submission is not collected")]
    assert not [line for line in lines if line.startswith("ines")]
    assert ngshare.fetched == ["ada"] and not (course / "submitted" / "tess").exists()
    assert coursework.query(course, "SELECT id FROM student ORDER BY id") == [("ada",), ("idle",)]


def test_who_is_no_longer_staff_is_collected(ngshare, course, opened):
    ngshare.files["tess"], ngshare.staff = [file("numbers.ipynb", "{}")], ["tess"]
    for staff in (["tess"], []):
        ngshare.staff = staff
        with opened(course) as context:
            steps.collect_step(context, [])
    assert ngshare.fetched == ["tess"]


@pytest.mark.docker
def test_what_was_collected_of_the_staff_before_is_counted_nowhere(graded, opened, tmp_path, capsys):
    with opened(graded) as context:
        everybody = [row["student_id"] for row in export_rows(context)]
        fractions, before = set(earned_fractions(context)), read_figures(context.course, ASSIGNMENT)
        compared = screen(context).submissions
        context.journal.note_staff({"s1"})
        students = [name for name in everybody if name != "s1"]
        assert "s1" in fractions and set(earned_fractions(context)) == fractions - {"s1"}
        assert [row["student_id"] for row in export_rows(context)] == students
        export(context, tmp_path / "one.csv")
        export_totals(context, tmp_path / "all.csv")
        for path in tmp_path.glob("*.csv"):
            assert [row["student_id"] for row in csv.DictReader(path.open())] == students
        assert screen(context).submissions == compared - 1
        after = read_figures(context.course, ASSIGNMENT)
        assert (after.enrolled, after.submitted) == (before.enrolled - 1, before.submitted - 1)
        assert len(after.shares) == len(before.shares) - 1
        assert all(trouble.student != "s1" for trouble in after.troubles)
        assert course_lines(context.course)[0].submitted == after.submitted
        capsys.readouterr()
        print_status(context)
        assert "not in the table, since they belong to the staff: s1" in capsys.readouterr().out
    # Kept where it is.
    assert (graded / "submitted" / "s1").is_dir() and ("s1",) in coursework.query(graded, "SELECT id FROM student")
