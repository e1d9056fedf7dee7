"""What formgrader serves of a student's own files: nothing that acts, nothing outside the submission."""

import importlib
from pathlib import Path
from urllib.parse import quote

import pytest
from coursework import ASSIGNMENT, BOOK
from formgrader_server import FormgraderServer

import grading


@pytest.fixture
def served(graded, tmp_path):
    """(course, get): `get(path)` asks for a path below the address of s0's submission, byte for byte."""
    folder = graded / "autograded" / "s0" / ASSIGNMENT
    (folder / "plots").mkdir()
    for name in ("page.html", "plots/plot.PNG"):
        (folder / name).write_bytes(b"<script>alert(1)</script>")
    (folder / "link.png").symlink_to(graded / "gradebook.db")
    (graded / ".grading" / "salt").write_text("salt")
    server = FormgraderServer(graded, tmp_path).start()
    tess = server.api("tess")
    identity = tess.submissions(ASSIGNMENT, BOOK)["s0"]["id"]

    def get(path):
        import requests

        request = requests.Request("GET", server.url, headers=dict(tess.http.headers)).prepare()
        request.url = f"{server.url}/formgrader/submissions/{identity}/{path}"
        return tess.http.send(request, timeout=30)

    yield graded, get
    server.stop()


@pytest.mark.docker
def test_only_the_submissions_own_files_are_served_and_none_acts(served):
    course, get = served
    page = get("page.html")
    assert page.headers["Content-Disposition"] == "attachment" and page.headers["Content-Security-Policy"] == "sandbox"
    assert "Content-Disposition" not in get("plots/plot.PNG").headers
    outside = [f"{course}/.grading/salt", f"{course}/gradebook.db", f"{course}/source/{ASSIGNMENT}/{BOOK}.ipynb", "/etc/passwd"]
    inside = f"{course}/autograded/s0/{ASSIGNMENT}/../../../gradebook.db"
    for path in (*outside, inside, "../../s1/ps1/numbers.ipynb", "../../../gradebook.db", "plots/../../../../gradebook.db"):
        for written in (path, f"/{path}", quote(path, safe=""), quote(f"/{path}", safe=""), path.replace("..", "%2e%2e")):
            answer = get(written)
            assert answer.status_code == 404, (written, answer.status_code)
    for path in ("link.png", "plots", "", "x%00.png", "."):
        assert get(path).status_code in (403, 404) or "score" in get(path).text


def test_text_that_no_file_can_hold_is_replaced():
    from grading.execution.outputs import checked_output

    assert checked_output({"output_type": "stream", "name": "stdout", "text": "a\udc80"})["text"] == "a?"


def test_a_signal_without_a_name_is_told_by_its_number(monkeypatch):
    # Inside a sandbox its files are modules of their own.
    monkeypatch.syspath_prepend(Path(grading.__file__).parent / "execution" / "sandbox" / "inside")
    child = importlib.import_module("child")

    assert child.Ended(40, "the process ended").said == "the process was ended by signal 40"


def test_files_beside_the_notebook_are_linked_and_those_of_the_assignment_are_not(tmp_path):
    from grading.formgrader.pages.files import listed

    folder, given = tmp_path / "folder", tmp_path / "given"
    names = ("data.csv", "<b> 1.pdf", "numbers.ipynb", "timestamp.txt")
    for path in [given / "data.csv", *(folder / name for name in names)]:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    html = listed(folder, given)
    assert html.count("<a ") == 1 and 'href="%3Cb%3E%201.pdf"' in html and "&lt;b&gt; 1.pdf</a>" in html
    assert listed(given, given) == ""
