"""Collecting from an ngshare-shaped server and from nbgrader's directory exchange: a bad submission costs
only itself.
"""

import base64
import contextlib
import os

import coursework
import pytest
from coursework import ASSIGNMENT, STAMP
from ngshare_like import file
from sqlalchemy import delete

from exchange_rules.configuration_files import NOTE
from grading.commands import steps
from grading.course.directory import CourseDir
from grading.errors import GradingError, Incomplete
from grading.exchange.configured import exchange_for
from grading.exchange.directory import Exchange
from grading.exchange.ngshare import refusal
from grading.exchange.release import release_assignment, unrelease_assignment
from grading.export.rows import export_rows
from grading.records.tables import Collected


@pytest.fixture(autouse=True)
def user(monkeypatch):
    monkeypatch.setenv("USER", "grader")


def collect(opened, course, students=()):
    with opened(course) as context:
        steps.collect_step(context, list(students))
        return context.journal.collected(ASSIGNMENT)


def submitted(course, student):
    folder = course / "submitted" / student / ASSIGNMENT
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_students_of_the_course_are_enrolled(ngshare, course, opened):
    collect(opened, course)
    assert coursework.query(course, "SELECT id, last_name FROM student ORDER BY id") == [
        ("ada", "Lovelace"),
        ("idle", None),
    ]


def test_a_submission_arrives_with_its_time(ngshare, course, opened):
    ngshare.files["ada"] = [file("numbers.ipynb", "{}"), file("data/x.csv")]
    collect(opened, course)
    assert submitted(course, "ada") == ["data/x.csv", "numbers.ipynb", "timestamp.txt"]
    assert (course / "submitted/ada" / ASSIGNMENT / "timestamp.txt").read_text() == STAMP


@pytest.mark.parametrize(
    "name", ["a\0b", "n" * 5000, "../escape", "/etc/cron.d/x", "a/../../b", "", None, 7, "a\\b"]
)
def test_a_poisoned_name_costs_that_file_only(ngshare, course, opened, name):
    ngshare.files = {
        "ada": [file("numbers.ipynb"), {"path": name, "content": "eA=="}],
        "bob": [file("numbers.ipynb")],
    }
    notes = collect(opened, course)
    assert submitted(course, "ada") == submitted(course, "bob") == ["numbers.ipynb", "timestamp.txt"]
    assert "was left out" in notes["ada"][0] and not notes["bob"]


def test_a_submission_that_cannot_be_fetched_is_named_and_the_others_come(ngshare, course, opened):
    ngshare.files = {"ada": None, "bob": [file("numbers.ipynb")]}
    with pytest.raises(Incomplete, match="1 of 2 submissions could not be collected: ada"):
        collect(opened, course)
    assert submitted(course, "bob") == ["numbers.ipynb", "timestamp.txt"]


def test_what_is_there_already_is_not_fetched_again(ngshare, course, opened):
    ngshare.files["ada"] = [file("numbers.ipynb")]
    collect(opened, course)
    collect(opened, course)
    assert ngshare.fetched == ["ada"]


def test_a_wrong_token_is_named(ngshare, course, opened, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "other")
    with pytest.raises(GradingError, match="ngshare refused GET .*Permission denied"):
        collect(opened, course)


def test_a_silent_ngshare_is_named(ngshare, course, opened):
    ngshare.shutdown()
    ngshare.server_close()
    with pytest.raises(GradingError, match="ngshare does not answer"):
        collect(opened, course)


def test_feedback_is_posted_with_the_time_of_the_submission(ngshare, course, opened):
    folder = course / "feedback" / "ada" / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / "numbers.html").write_text("<p>well done</p>")
    (folder / "timestamp.txt").write_text(STAMP)
    with opened(course) as context:
        context.journal.record(ASSIGNMENT, "ada", "key", 1, 1, "graded", [], 0, {})
        steps.send_feedback_step(context, [])
    stamp, files = ngshare.posted["ada"]
    assert (stamp, files[0]["path"], base64.b64decode(files[0]["content"])) == (
        STAMP,
        "numbers.html",
        b"<p>well done</p>",
    )


@pytest.mark.parametrize("path", ["numbers.ipynb", "data/a.csv", "ünïcode ✓.txt", "n" * 255, "/".join("twelve_parts")])
def test_ordinary_names_are_taken(path):
    assert refusal(path) is None


def test_the_directory_exchange_brings_the_newest(course, opened):
    for stamp, text in (("2026-03-01 10:00:00 UTC", "old"), ("2026-03-02 10:00:00 UTC", "new")):
        folder = course / "exchange" / "plain" / "inbound" / f"ada+{ASSIGNMENT}+{stamp}+secret"
        folder.mkdir(parents=True)
        (folder / "numbers.ipynb").write_text(text)
        (folder / "timestamp.txt").write_text(stamp)
    collect(opened, course)
    assert (course / "submitted/ada" / ASSIGNMENT / "numbers.ipynb").read_text() == "new"


def inbound(course, name, stamp=STAMP, text="{}"):
    folder = course / "exchange" / "plain" / "inbound" / name
    folder.mkdir(parents=True)
    (folder / "numbers.ipynb").write_text(text)
    (folder / "timestamp.txt").write_text(stamp)
    return folder


@pytest.mark.parametrize("who, rest", [("m", "not a time+x"), ("", f"{STAMP}+x"), ("m", "x"), (".m", f"{STAMP}+x")])
def test_a_poisoned_directory_in_the_exchange_costs_itself_only(course, opened, who, rest):
    inbound(course, f"ada+{ASSIGNMENT}+{STAMP}+secret")
    inbound(course, f"{who}+{ASSIGNMENT}+{rest}")
    with contextlib.suppress(Incomplete):
        collect(opened, course)
    assert submitted(course, "ada") == ["numbers.ipynb", "timestamp.txt"]


def test_who_cannot_be_collected_has_a_row_all_the_same(course, opened):
    inbound(course, f"mallory+{ASSIGNMENT}+not a time+x")
    with pytest.raises(Incomplete, match="mallory"):
        collect(opened, course)
    with opened(course) as context:
        (row,) = export_rows(context)
    assert (row["student_id"], row["state"]) == ("mallory", "not collected")


def test_a_link_in_the_exchange_is_not_followed(course, opened):
    folder = inbound(course, f"ada+{ASSIGNMENT}+{STAMP}+secret")
    (folder / "data.csv").symlink_to(course / "gradebook.db")
    collect(opened, course)
    assert (course / "submitted" / "ada" / ASSIGNMENT / "data.csv").is_symlink()


def test_a_pipe_in_the_exchange_is_left_where_it_is(course, opened):
    os.mkfifo(inbound(course, f"ada+{ASSIGNMENT}+{STAMP}+secret") / "pipe")
    collect(opened, course)
    assert submitted(course, "ada") == ["numbers.ipynb", "timestamp.txt"]


def test_a_submission_that_is_itself_a_link_is_refused(course, opened):
    inbound(course, "elsewhere").rename(course / "elsewhere")
    (course / "exchange" / "plain" / "inbound" / f"ada+{ASSIGNMENT}+{STAMP}+secret").symlink_to(course / "elsewhere")
    with pytest.raises(Incomplete, match="ada"):
        collect(opened, course)
    assert not (course / "submitted" / "ada" / ASSIGNMENT).exists()


def test_what_a_killed_run_left_without_its_notes_is_fetched_again(ngshare, course, opened):
    ngshare.files["ada"] = [file("numbers.ipynb"), file("../escape")]
    notes = collect(opened, course)["ada"]
    with opened(course) as context, context.journal.transaction() as db:
        db.execute(delete(Collected))
    assert collect(opened, course)["ada"] == notes != []


def test_a_submission_that_was_being_replaced_is_put_back(course):
    """Killed between the two renames of `replace_directory`."""
    folder = course / "submitted" / "ada"
    for name, text in ((f".{ASSIGNMENT}.old", "old"), (f".{ASSIGNMENT}.new", "new")):
        (folder / name).mkdir(parents=True)
        (folder / name / "numbers.ipynb").write_text(text)
    assert CourseDir(course).submitted_students(ASSIGNMENT) == ["ada"]
    assert (folder / ASSIGNMENT / "numbers.ipynb").read_text() == "new"


def test_a_course_without_an_exchange_uses_what_is_there(course, opened, lines):
    (course / "exchange").rmdir()
    collect(opened, course)
    assert "nothing to collect from: the exchange directory" in lines[0]


def test_a_release_reaches_the_directory_exchange_once(course, opened, lines):
    for _ in range(2):
        with opened(course) as context:
            release_assignment(context, Exchange(context.course))
    page = course / "exchange" / "plain" / "outbound" / ASSIGNMENT / "numbers.ipynb"
    assert "hidden forty-two" not in page.read_text()
    assert lines[-1] == "ps1 is already released"


def test_a_release_is_taken_back_from_the_directory_exchange(course, opened, lines):
    with opened(course) as context:
        exchange = Exchange(context.course)
        release_assignment(context, exchange)
        unrelease_assignment(context, exchange)
        assert not exchange.is_released(ASSIGNMENT)


def test_what_ngshare_refuses_to_take_back_is_an_error(ngshare, course, opened):
    with opened(course) as context, pytest.raises(GradingError, match="there are submissions"):
        unrelease_assignment(context, exchange_for(context.course))


CONFIGURATION = [
    "nbgrader_config.py", "sub/nbgrader_config.json", "jupyter_config.py", "JUPYTER_Server_Config.json", ".jupyter/x.py",
    ".ipython/profile_default/startup/00.py", ".local/lib/python3.11/site-packages/x.py", "sitecustomize.py",
    "usercustomize/__init__.py", "evil.pth",
]  # fmt: skip


def test_configuration_files_are_left_out_and_named_and_the_work_is_kept(ngshare, course, opened):
    ngshare.files = {"ada": [file("numbers.ipynb"), *map(file, CONFIGURATION), file("my_config.py"), file("jupyter.md")]}
    notes = collect(opened, course)["ada"]
    assert submitted(course, "ada") == ["jupyter.md", "my_config.py", "numbers.ipynb", "timestamp.txt"]
    assert len(notes) == len(CONFIGURATION) and "if it is data, rename it and hand in again" in notes[0]


def test_what_the_exchange_left_out_is_named_too(ngshare, course, opened):
    ngshare.files = {"ada": [file("numbers.ipynb"), file(NOTE, "nbgrader_config.py\n\x1b[31mx.pth\n")]}
    notes = collect(opened, course)["ada"]
    assert submitted(course, "ada") == ["numbers.ipynb", "timestamp.txt"]
    assert [note.split(" was left out")[0] for note in notes] == ["file nbgrader_config.py", "file ?[31mx.pth"]


def test_configuration_files_stay_in_the_directory_exchange(course, opened):
    folder = inbound(course, f"ada+{ASSIGNMENT}+{STAMP}+secret")
    for name in CONFIGURATION:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("raise SystemExit")
    notes = collect(opened, course)["ada"]
    assert submitted(course, "ada") == ["numbers.ipynb", "timestamp.txt"]
    assert any(note.startswith("file sub/nbgrader_config.json was left out") for note in notes)


def test_a_submission_of_any_size_in_the_exchange_costs_itself_only(course, opened, lines):
    inbound(course, f"zoe+{ASSIGNMENT}+{STAMP}+secret")
    with open(inbound(course, f"ada+{ASSIGNMENT}+{STAMP}+secret") / "holes", "wb") as file:
        file.truncate(50 * 2**30)
    deep = inbound(course, f"bob+{ASSIGNMENT}+{STAMP}+secret")
    for _ in range(60):
        deep = deep / "d"
        deep.mkdir()
    with pytest.raises(Incomplete, match="2 of 3 submissions could not be collected: ada, bob"):
        collect(opened, course)
    said = "\n".join(lines)
    assert "larger than 100 MB" in said and "more than 50 deep" in said
    assert submitted(course, "zoe") and not submitted(course, "ada")
