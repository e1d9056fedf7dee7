"""Every case of this folder and honest students between them, graded as one class in one run on real sandboxes.

A case must get its verdict, the honest ones exactly what they earned, and nothing may be left behind.
"""

import contextlib
import hashlib
import json
import os
import re
import stat
import sys
import threading
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
LABEL = f"tt-grading-hostile-{os.getpid()}"
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

    def notebook(self, student: str) -> str:
        """The graded notebook as text."""
        path = self.root / "autograded" / student / coursework.ASSIGNMENT / f"{coursework.BOOK}.ipynb"
        return path.read_text()

    def shown(self, student: str) -> str:
        """Everything the cells of the student's notebook showed."""
        parts = []
        for cell in json.loads(self.notebook(student))["cells"]:
            for output in cell.get("outputs", []):
                parts.append(output.get("text") or output.get("evalue") or str(output.get("data")))
        return "\n".join(parts)


def fingerprint(root: Path) -> dict[str, str]:
    """What identifies every file that grading has no business to change; large ones by size and time."""
    found = {}
    for folder, folders, names in (step for top in ("source", "submitted", "outside") for step in os.walk(root / top)):
        for path in [Path(folder, name) for name in folders + names]:
            with contextlib.suppress(OSError):  # some cases have paths that are too long to be opened
                state = path.lstat()
                small = stat.S_ISREG(state.st_mode) and state.st_size < 2**20
                content = hashlib.sha256(path.read_bytes()).hexdigest() if small else f"{state.st_mtime_ns}"
                found[str(path.relative_to(root))] = f"{state.st_mode:o} {state.st_size} {content}"
    return found


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
    from grading.commands.steps import collect_step
    from grading.messages.reporter import Reporter
    from grading.records.context import open_assignment

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
            with open_assignment(root, coursework.ASSIGNMENT, Reporter(lambda line: None)) as context:
                collect_step(context, [])
    finally:
        (root / "nbgrader_config.py").write_text(config)
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def graded(handed_in):
    """The class after one run over everybody."""
    import docker

    from grading.execution.sandbox.ready import ReadySandboxes
    from grading.feedback import pages as feedback
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run
    from grading.records import context

    ready = ReadySandboxes(LABEL)
    lines, before, client = [], fingerprint(handed_in), docker.from_env()
    ids, events = set(), client.events(filters={"label": f"org.tinytorch.classroom={LABEL}"}, decode=True)
    listener = threading.Thread(target=lambda: ids.update(event["Actor"]["ID"] for event in events), daemon=True)
    listener.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", LABEL)
        patch.setenv("GRADING_TIMEOUT_SECONDS", "10")
        patch.setenv("GRADING_WORKERS", "2")  # cases that leave something count on two sandboxes
        ready.keep(IMAGE, 1024, LABEL, 2, 600)
        opening = context.open_assignment(handed_in, coursework.ASSIGNMENT, Reporter(lines.append))
        with contextlib.closing(ready), opening as opened:
            opened.ready = ready  # as the daemon's batches are
            batch_run.autograde(opened)
            readers = [student for case in CASES if case.name.startswith("A") for student in case.students]
            feedback.generate(opened, readers)
            journal = opened.journal.graded(coursework.ASSIGNMENT)
    events.close()
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
        {student: row.reasons for student, row in journal.items()},
        {student: row.state for student, row in journal.items()},
        ids,
        "\n".join(lines),
        before,
    )


def students_of(*cases):
    return [pytest.param(case, student, id=student) for case in cases for student in case.students]


@pytest.mark.parametrize("case, student", students_of(*CASES))
def test_verdict(graded, case, student):
    # A question that was left untouched may have its answer anywhere: that is not what these cases are about.
    reasons = [reason for reason in graded.reasons[student] if not reason.startswith("the answer cell why was left as given")]
    assert (graded.points[student], graded.flagged[student]) == (case.points, case.flagged), reasons
    assert (graded.states[student] == "problem") == case.problem
    assert case.race or graded.queued[student] == (case.problem or case.queued)
    if case.reason is None:
        assert reasons == []
    else:
        assert any(re.search(case.reason, reason) for reason in reasons), reasons
    if case.shows is not None:
        assert re.search(case.shows, graded.shown(student), re.MULTILINE), graded.shown(student)[:2000]
    if case.hides is not None:
        assert not re.search(case.hides, graded.notebook(student))


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


def test_only_plain_files_without_rights_are_written(graded):
    modes = {path: path.lstat().st_mode for path in (graded.root / "autograded").rglob("*")}
    plain = [path for path, mode in modes.items() if stat.S_ISREG(mode) or stat.S_ISDIR(mode)]
    assert len(plain) == len(modes) > len(graded.points)
    assert [path for path, mode in modes.items() if mode & (stat.S_ISUID | stat.S_ISGID | stat.S_IWOTH)] == []


def test_no_feedback_page_quotes_a_hidden_test(graded):
    pages = {path: path.read_text() for path in (graded.root / "feedback").rglob("*.html")}
    assert pages and [path for path, text in pages.items() if "hidden forty-two" in text or "hidden factor" in text] == []


def test_the_gradebook_is_sound(graded):
    assert coursework.query(graded.root, "PRAGMA integrity_check") == [("ok",)]
    assert coursework.query(graded.root, "PRAGMA foreign_key_check") == []


def test_a_second_run_has_nothing_to_do(graded):
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run
    from grading.records import context

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", LABEL)
        patch.setenv("GRADING_TIMEOUT_SECONDS", "10")
        with context.open_assignment(graded.root, coursework.ASSIGNMENT, Reporter(lambda line: None)) as opened:
            assert batch_run.autograde(opened) == 0
