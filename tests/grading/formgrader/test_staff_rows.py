"""Rows of the staff that were collected before staff were left out: nbgrader's pages count them, and say so."""

import pytest
import requests
from coursework import ASSIGNMENT, BOOK, answered, query, submit
from formgrader_server import HEADER, FormgraderServer

PAGES = (
    "manage_assignments", f"manage_submissions/{ASSIGNMENT}", "manage_students", "gradebook", f"gradebook/{ASSIGNMENT}",
    f"gradebook/{ASSIGNMENT}/{BOOK}",
)  # fmt: skip


@pytest.fixture
def server(course, opened, autograde, tmp_path):
    """Formgrader over a course in which tess handed in too."""
    for student in ("ada", "tess"):
        submit(course, student, answered())
    autograde(course)
    server = FormgraderServer(course, tmp_path).start()
    yield server
    server.stop()


def test_each_page_with_numbers_names_who_of_the_staff_they_count(server, course, opened):
    ada = server.api("ada")
    assert not [path for path in PAGES if "of the staff handed in" in ada.page(f"formgrader/{path}").text]
    with opened(course) as context:
        context.journal.note_staff({"tess", "tom"})
    texts = {path: " ".join(ada.page(f"formgrader/{path}").text.split()) for path in PAGES}
    assert [path for path, text in texts.items() if "what tess of the staff handed in" not in text] == []
    query(course, "DELETE FROM submitted_assignment WHERE student_id = 'tess'")
    assert "of the staff handed in" not in ada.page("formgrader/manage_students").text


def test_a_page_of_an_error_calls_the_places_as_the_others_do(server):
    text = requests.get(f"{server.url}/formgrader/question/{ASSIGNMENT}/{BOOK}/nothing", headers={HEADER: "ada"}, timeout=30).text
    assert "Manual Grading</a>" in text and ">Gradebook<" not in text
