"""The same attacks on a course without check files: docs/grading.md names those that go through, and no others do."""

import re
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

import coursework  # noqa: E402
from containers import IMAGE, remove_containers  # noqa: E402
from hostile_case import load_cases  # noqa: E402

pytestmark = [pytest.mark.docker, pytest.mark.slow]

CASES = [
    case for case in load_cases()
    if case.name.startswith("B") and not case.honest and case.times == 1 and not case.race
]
LABEL = "tt-grading-without-checks"
DOCS = Path(__file__).parents[2] / "docs" / "grading.md"


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """By case: its points and whether a person is told to look (a flag, or a test cell in the queue)."""
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run
    from grading.records import context

    root = coursework.make_course(tmp_path_factory.mktemp("unchecked") / "course")
    shutil.rmtree(root / "checks")
    for case in CASES:
        case.hand_in(root, case.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", LABEL)
        patch.setenv("GRADING_TIMEOUT_SECONDS", "10")
        with context.open_assignment(root, coursework.ASSIGNMENT, Reporter(lambda line: None)) as opened:
            batch_run.autograde(opened)
    assert remove_containers(LABEL) == []
    found: dict[str, tuple[float, bool]] = {}
    for student, cell, auto, _, waiting, flag, _ in coursework.query(root, coursework.GRADES):
        points, seen = found.get(student, (0.0, False))
        found[student] = points + (auto or 0.0), seen or bool(flag) or bool(waiting and cell != "why")
    return found


def named(heading: str) -> set[str]:
    """The cases in the documentation's table of this heading."""
    text = DOCS.read_text(encoding="utf-8").split(f"**{heading}**", 1)[1].split("\n\n**", 1)[0].split("\n## ", 1)[0]
    return set(re.findall(r"`(B\d\d_\w+)`", text))


def test_what_earns_points_unseen_is_named(outcome):
    unseen = {case.name for case in CASES if outcome[case.name][0] > case.points and not outcome[case.name][1]}
    assert unseen == named("Points that are not earned, and no word")


def test_what_earns_points_but_is_flagged_is_named(outcome):
    flagged = {case.name for case in CASES if outcome[case.name][0] > case.points and outcome[case.name][1]}
    assert flagged == named("Points that are not earned, with a flag")
