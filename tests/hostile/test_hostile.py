"""Every case of this folder and honest students between them, graded as one class in one run on real sandboxes.

A case must get its verdict, the honest ones exactly what they earned, and nothing may be left behind.
"""

import hashlib
import json
import re
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

import coursework  # noqa: E402
from containers import IMAGE, remove_containers  # noqa: E402
from hostile_case import blank, load_cases  # noqa: E402
from ngshare_like import Ngshare  # noqa: E402

pytestmark = pytest.mark.docker

CASES = load_cases()
LABEL = "tt-grading-hostile"
HONEST = {"right": 7.0, "half": 4.0, "blank": 0.0}


def honest_notebook(kind: str) -> dict:
    """A notebook that is right, half right (`scale` is wrong), or as it was given."""
    if kind == "blank":
        return blank()
    wrong = {"scale": "def scale(values, factor):\n    return values"} if kind == "half" else {}
    return coursework.changed(coursework.answered(), **wrong)


def honest_students() -> dict[str, str]:
    """Kind by name: each kind before all cases, one after every fifth case, and each kind after all."""
    names = {f"A00_{kind}": kind for kind in HONEST} | {f"Z99_{kind}": kind for kind in HONEST}
    kinds = list(HONEST)
    # Students are graded in the order of their names: "~" comes after every letter and figure.
    return names | {f"{case.name}~": kinds[n % 3] for n, case in enumerate(CASES[::5])}


NEIGHBOURS = honest_students()


@dataclass
class Graded:
    """The course after the run, with what each student got."""

    root: Path
    points: dict[str, float]
    flagged: dict[str, bool]
    queued: dict[str, bool]
    reasons: dict[str, list[str]]
    states: dict[str, str]
    containers: set[str]
    lines: str
    before: dict[str, str]

    def shown(self, student: str) -> str:
        """Everything the cells of the student's notebook showed."""
        path = self.root / "autograded" / student / coursework.ASSIGNMENT / f"{coursework.BOOK}.ipynb"
        parts = []
        for cell in json.loads(path.read_text())["cells"]:
            for output in cell.get("outputs", []):
                parts.append(output.get("text") or output.get("evalue") or str(output.get("data")))
        return "\n".join(parts)


def fingerprint(root: Path) -> dict[str, str]:
    """Digest of every file that grading has no business to change."""
    paths = [path for top in ("source", "submitted", "outside") for path in (root / top).rglob("*")]
    plain = [path for path in paths if path.is_file() and not path.is_symlink()]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in plain}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A course directory with everybody's work in it; what is uploaded is collected."""
    root = coursework.make_course(tmp_path_factory.mktemp("hostile") / "course")
    (root / "outside").mkdir()
    (root / "outside" / "secret.txt").write_text("not for students")
    for student, kind in NEIGHBOURS.items():
        coursework.submit(root, student, honest_notebook(kind))
    uploads = {}
    for case in CASES:
        for student in case.students:
            if (files := case.uploads()) is not None:
                uploads[student] = files
            else:
                case.hand_in(root, student)
    if uploads:
        collect(root, uploads)
    return root


def collect(root: Path, uploads: dict) -> None:
    """Bring the uploads in by the real collecting step, from a server that answers like ngshare."""
    from grading.report import Report
    from grading.session import open_session
    from grading.steps import collect_step

    config = (root / "nbgrader_config.py").read_text()
    server = Ngshare()
    server.files = uploads
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JUPYTERHUB_API_TOKEN", "hub-token")
            patch.setenv("USER", "grader")
            patch.setattr("ngshare_exchange.exchange.Exchange._ngshare_url", "", raising=False)
            (root / "nbgrader_config.py").write_text(
                f"{config}\nimport ngshare_exchange\nngshare_exchange.configureExchange(c, "
                f"'http://127.0.0.1:{server.server_port}/api')\n"
            )
            with open_session(root, coursework.ASSIGNMENT, Report(lambda line: None)) as session:
                collect_step(session, [])
    finally:
        (root / "nbgrader_config.py").write_text(config)
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def graded(handed_in):
    """The class after one run over everybody."""
    import docker

    from grading import session
    from grading.report import Report

    lines, before, client = [], fingerprint(handed_in), docker.from_env()
    began = int(time.time()) - 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", LABEL)
        patch.setenv("GRADING_TIMEOUT_SECONDS", "7")
        patch.setenv("GRADING_WORKERS", "2")  # cases that leave something count on two sandboxes
        with session.open_session(handed_in, coursework.ASSIGNMENT, Report(lines.append)) as opened:
            session.autograde(opened)
            journal = opened.journal.graded(coursework.ASSIGNMENT)
    started = client.events(
        since=began,
        until=int(time.time()) + 1,
        filters={"label": f"org.tinytorch.classroom={LABEL}", "event": "create"},
        decode=True,
    )
    ids = {event["Actor"]["ID"] for event in started}
    client.close()
    points, flagged, queued = {}, {}, {}
    for student, cell, auto, _, waiting, flag, _ in coursework.query(handed_in, coursework.GRADES):
        points[student] = points.get(student, 0.0) + (auto or 0.0)
        flagged[student] = flagged.get(student, False) or bool(flag)
        queued[student] = queued.get(student, False) or bool(waiting and cell != "why")
    return Graded(
        handed_in,
        points,
        flagged,
        queued,
        {student: json.loads(row["reasons"]) for student, row in journal.items()},
        {student: row["state"] for student, row in journal.items()},
        ids,
        "\n".join(lines),
        before,
    )


def students_of(*cases):
    return [pytest.param(case, student, id=student) for case in cases for student in case.students]


@pytest.mark.parametrize("case, student", students_of(*CASES))
def test_verdict(graded, case, student):
    reasons = graded.reasons[student]
    assert (graded.points[student], graded.flagged[student]) == (case.points, case.flagged), reasons
    assert (graded.states[student] == "problem") == case.problem
    assert case.race or graded.queued[student] == (case.problem or case.queued)
    if case.reason is None:
        assert reasons == []
    else:
        assert any(re.search(case.reason, reason) for reason in reasons), reasons
    if case.shows is not None:
        assert re.search(case.shows, graded.shown(student), re.MULTILINE), graded.shown(student)[:2000]


@pytest.mark.parametrize("student", NEIGHBOURS)
def test_an_honest_student_gets_what_is_theirs(graded, student):
    assert graded.points[student] == HONEST[NEIGHBOURS[student]]
    assert (graded.flagged[student], graded.queued[student], graded.reasons[student]) == (False, False, [])


def test_everybody_has_a_row(graded):
    everybody = {student for case in CASES for student in case.students} | set(NEIGHBOURS)
    assert set(graded.points) == set(graded.states) == everybody


def test_no_sandbox_and_no_process_of_one_is_left(graded):
    assert len(graded.containers) >= 2
    assert remove_containers(LABEL) == []
    groups = [path.read_text() for path in Path("/proc").glob("[0-9]*/cgroup") if path.exists()]
    assert groups and not [one for one in groups if any(name in one for name in graded.containers)]


def test_nothing_of_the_host_was_touched(graded):
    assert graded.before == fingerprint(graded.root)
    made = {path.name for path in graded.root.iterdir()} - {"source", "checks", "submitted", "outside", "exchange"}
    assert made <= {"nbgrader_config.py", "gradebook.db", "autograded", ".grading", "release", "feedback"}


def test_only_plain_files_are_written(graded):
    written = list((graded.root / "autograded").rglob("*"))
    assert [path for path in written if path.is_symlink() or not (path.is_file() or path.is_dir())] == []


def test_the_gradebook_is_sound(graded):
    assert coursework.query(graded.root, "PRAGMA integrity_check") == [("ok",)]
    assert coursework.query(graded.root, "PRAGMA foreign_key_check") == []


def test_a_second_run_has_nothing_to_do(graded):
    from grading import session
    from grading.report import Report

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", LABEL)
        patch.setenv("GRADING_TIMEOUT_SECONDS", "7")
        with session.open_session(graded.root, coursework.ASSIGNMENT, Report(lambda line: None)) as opened:
            assert session.autograde(opened) == 0
