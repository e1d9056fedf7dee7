"""What is handed in with a module, by `tito submit` and by JupyterLab's *Submit*, through nbgrader's file-system exchange."""

import json
import os
import re
from unittest import mock

import learner_notebooks as notebooks
import pytest
import yaml
from test_tito_exchange import classroom as _classroom

from curriculum.course import COURSE_FILE

classroom = _classroom


@pytest.fixture
def folder(learner, classroom):  # noqa: F811
    """A started module with an answer, and beside it what people have there."""
    learner.tito("module", "start", "01")
    learner.write(notebooks.SOLUTION)
    folder = learner.notebook.parent
    (folder / "helpers.py").write_text("FOUR = 4\n")
    (folder / "img").mkdir()
    (folder / "img" / "plot.png").write_bytes(b"\x89PNG")
    (folder / "feedback" / "2026-01-01").mkdir(parents=True)
    (folder / "feedback" / "2026-01-01" / "01_tensor.html").write_text("old")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "01_tensor-checkpoint.ipynb").write_text("{}")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "helpers.cpython-311.pyc").write_bytes(b"0")
    (folder / "Icon\r").write_text("")
    return folder


def sent(classroom):  # noqa: F811
    (submission,) = classroom.inbound()
    return {
        path.relative_to(submission).as_posix()
        for path in submission.rglob("*")
        if path.is_file() and path.name not in ("timestamp.txt", "submission_secret.txt")
    }


@pytest.fixture
def button(learner):
    """Press JupyterLab's *Submit* for an assignment; the answer of the server."""
    from nbgrader.apps import NbGrader

    def press(confirmed=""):
        env = learner.env | {"JUPYTER_PREFER_ENV_PATH": "0"}
        with mock.patch.dict(os.environ, env, clear=True):
            from tito.lab.assignments import Assignments, outcome

            manager = Assignments(parent=NbGrader())
            return outcome(manager.log, manager.submit_assignment, "tinytorch", "01_tensor", confirmed)

    return press


def text(sentences) -> str:
    return "\n".join("".join(piece["text"] for piece in line) for line in sentences)


WANTED = {"01_tensor.ipynb", "helpers.py", "img/plot.png"}


def test_tito_sends_what_the_notebook_may_need_and_says_so(learner, classroom, folder):  # noqa: F811
    done = learner.tito("submit", "01")

    assert done.returncode == 0, done.stderr
    assert sent(classroom) == WANTED
    assert "01_tensor.ipynb, " in done.stdout and "helpers.py, 1 kB, saved 20" in done.stdout
    assert "Icon? is not sent: its name has a letter that cannot be seen." in done.stderr


def test_times_are_the_course_s(learner, classroom, folder, button):  # noqa: F811
    course = yaml.safe_load(COURSE_FILE.read_text()) | {"timezone": "Asia/Tokyo"}
    learner.env["TINYTORCH_COURSE_FILE"] = str(learner.home / ".course.yml")
    (learner.home / ".course.yml").write_text(yaml.safe_dump(course))
    os.utime(folder / "helpers.py", (1_700_000_000, 1_700_000_000))
    (folder / "01_tensor.ipynb").rename(folder / "mine.ipynb")

    doubted = button()
    button(doubted["digest"])

    assert "helpers.py, 1 kB, saved 2023-11-15 07:13:20 JST" in text(doubted["sends"])
    assert {"text": "2023-11-15 07:13:20 JST", "time": "2023-11-15T07:13:20+09:00"} in doubted["sends"][0]
    assert re.search(r"Submitted 01_tensor at [-\d]{10} [:\d]{8} JST\.", (folder / "submitted.txt").read_text())


def test_the_button_sends_the_same(learner, classroom, folder, button):  # noqa: F811
    answer = button()

    assert answer["success"] and "Module 01 (Tensor) submitted at 20" in text(answer["said"])
    assert "01_tensor.ipynb, " in text(answer["said"]) and "helpers.py, 1 kB, saved 20" in text(answer["said"])
    assert "Icon? is not sent" in text(answer["warnings"])
    assert sent(classroom) == WANTED


def test_the_button_says_which_submission_it_replaces(learner, classroom, folder, button):  # noqa: F811
    button()
    assert "It replaces your submission of 20" in text(button()["said"])


def test_a_receipt_is_kept_and_never_sent(learner, classroom, folder, button):  # noqa: F811
    learner.tito("submit", "01")
    receipt = (folder / "submitted.txt").read_text()
    button()

    assert "Submitted 01_tensor at 20" in receipt and "img/plot.png" in receipt and "Digest " in receipt
    assert not any((submission / "submitted.txt").exists() for submission in classroom.inbound())


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("damaged", lambda folder: (folder / "01_tensor.ipynb").write_text('{"cells": ['), "01_tensor.ipynb would earn nothing"),
        ("gone", lambda folder: (folder / "01_tensor.ipynb").rename(folder / "mine.ipynb"), "01_tensor.ipynb is not there"),
        (
            "duplicate",
            lambda folder: (folder / "01_tensor.ipynb").rename(folder / "01_tensor-Copy1.ipynb")
            and (folder / "01_tensor.ipynb").write_text(notebooks.text(notebooks.STUB)),
            "01_tensor-Copy1.ipynb has answers that 01_tensor.ipynb has not (tensor)",
        ),
    ],
)
def test_the_button_doubts_once_and_then_sends(learner, classroom, folder, button, name, change, said):  # noqa: F811
    change(folder)

    first = button()
    nothing = classroom.inbound()
    second = button(first["digest"])

    assert first["success"] is False and said in text(first["doubts"])
    assert (nothing, second["success"]) == ([], True)
    assert len(classroom.inbound()) == 1


def test_the_button_refuses_what_is_too_large_and_sends_large_outputs_without_them(learner, classroom, folder, button):  # noqa: F811
    learner.env["NGSHARE_UPLOAD_LIMIT_MIB"] = "25"
    nb = json.loads((folder / "01_tensor.ipynb").read_text())
    next(c for c in nb["cells"] if c["cell_type"] == "code")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 22_000_000}
    ]
    (folder / "01_tensor.ipynb").write_text(json.dumps(nb))
    answer = button()
    (submission,) = classroom.inbound()
    assert answer["success"] and (submission / "01_tensor.ipynb").stat().st_size < 1_000_000
    (folder / "data.csv").write_bytes(b"1,2\n" * 5_250_000)

    refused = button()

    assert refused["success"] is False and "too large" in text(refused["said"]) and "Nothing was sent." in text(refused["said"])
    assert len(classroom.inbound()) == 1


def test_the_button_sends_nothing_without_a_notebook(learner, classroom, folder, button):  # noqa: F811
    (folder / "01_tensor.ipynb").unlink()
    answer = button()

    assert (answer["success"], classroom.inbound()) == (False, [])
    assert "Nothing was sent." in text(answer["said"])


def test_a_doubt_returns_when_something_has_changed(learner, classroom, folder, button):  # noqa: F811
    (folder / "01_tensor.ipynb").write_text("{")
    digest = button()["digest"]
    (folder / "01_tensor.ipynb").write_text("{{")

    again = button(digest)

    assert (again["success"], classroom.inbound()) == (False, [])


def test_tito_warns_of_a_duplicate_with_answers(learner, classroom, folder):  # noqa: F811
    (folder / "01_tensor-Copy1.ipynb").write_text(notebooks.text(notebooks.SOLUTION))
    learner.write(notebooks.STUB)

    done = learner.tito("submit", "01")

    assert done.returncode == 0
    assert "01_tensor-Copy1.ipynb has answers that 01_tensor.ipynb has not (tensor)" in done.stderr


def test_an_older_backup_is_no_reason_to_doubt(learner, classroom, folder, button):  # noqa: F811
    (folder / "01_tensor-old.ipynb").write_text(notebooks.text(notebooks.WRONG))
    os.utime(folder / "01_tensor-old.ipynb", (0, 0))

    assert button()["success"]


def test_what_the_exchange_refuses_is_told_as_a_sentence(learner, classroom, folder, button):  # noqa: F811
    with mock.patch("tito.exchange.classroom.submit_assignment", side_effect=OSError("no room")):
        answer = button()

    # An OSError without a number: the exchange's words, and what a learner can do about files.
    assert answer["success"] is False and answer["value"].startswith("no room\nFree some space")
