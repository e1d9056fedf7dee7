"""Similarity screening: copies in disguise stand out, independent answers do not, and no text can stop or fool it."""

import json
import shutil
import stat
from dataclasses import replace

import coursework
import pytest
import similar_class
from disguises import DISGUISES, everything, renamed
from typer.testing import CliRunner

from grading.__main__ import app
from grading.assignments.registration import ensure_registered
from grading.errors import GradingError
from grading.messages.reporter import Reporter
from grading.pipeline import run as batch_run
from grading.records.context import open_assignment
from grading.similarity import compare, fingerprints
from grading.similarity.page import page
from grading.similarity.screen import REFERENCE, screen
from grading.similarity.tokens import Vocabulary

AUTHORS = similar_class.independent()


def screened(root, assignment, earlier=()):
    with open_assignment(root, assignment, Reporter(lambda line: None), lock=False) as one:
        return screen(one, earlier)


def names(pairs):
    return {frozenset((pair.one.who, pair.two.who)) for pair in pairs}


@pytest.fixture(scope="module")
def empty_class(tmp_path_factory):
    """The course directory of Module 01, registered, without submissions."""
    root = similar_class.make_classroom(tmp_path_factory.mktemp("similar") / "empty")
    with open_assignment(root, similar_class.MODULE, Reporter(lambda line: None), lock=False) as one:
        ensure_registered(one.course, one.gradebook, one.assignment)
    return root


@pytest.fixture(scope="module")
def independent_class(empty_class):
    """Eight right submissions written independently of each other."""
    root = shutil.copytree(empty_class, empty_class.with_name("independent"))
    for author, functions in AUTHORS.items():
        similar_class.hand_in(root, author, functions)
    return root


@pytest.fixture(scope="module")
def honest(independent_class):
    return screened(independent_class, similar_class.MODULE)


def test_nobody_stands_out_among_independent_answers(honest):
    assert honest.standing_out() == [] and len(honest.pairs) > 20 and honest.left_out == {}


@pytest.fixture(scope="module")
def copied(empty_class):
    """The same class, with one copy of everybody's answers in one disguise or another."""
    root = shutil.copytree(empty_class, empty_class.with_name("copied"))
    ways = [*DISGUISES, everything, None]
    for way, (author, functions) in zip(ways, AUTHORS.items(), strict=True):
        similar_class.hand_in(root, author, functions)
        disguised = {cell: way(code) for cell, code in functions.items()} if way else functions
        similar_class.hand_in(root, f"copy-of-{author}", disguised, split=way is None)
    return screened(root, similar_class.MODULE)


def test_every_disguised_copy_stands_out_and_nothing_else_does(copied):
    assert names(copied.standing_out()) == {frozenset((author, f"copy-of-{author}")) for author in AUTHORS}


def test_copies_and_independent_answers_are_far_apart(honest, copied):
    copies = [pair.share for pair in copied.standing_out()]
    assert max(pair.share for pair in honest.pairs) + 0.1 < min(copies)


def test_a_copied_part_stands_out_by_its_passage(independent_class):
    mixed = AUTHORS["ben"] | {cell: renamed(AUTHORS["ada"][cell]) for cell in ("tensor-reshape", "broadcast-shape")}
    similar_class.hand_in(independent_class, "half", mixed)
    found = screened(independent_class, similar_class.MODULE)
    pair = next(pair for pair in found.pairs if {pair.one.who, pair.two.who} == {"half", "ada"})
    assert pair.share < compare.THRESHOLD and pair in found.standing_out()


def test_an_earlier_year_is_compared_but_not_with_itself(independent_class, tmp_path):
    old = tmp_path / "2025"
    (old / "source").mkdir(parents=True)
    shutil.copytree(independent_class / "source" / similar_class.MODULE, old / "source" / similar_class.MODULE)
    for name in ("old-ada", "old-ada-again"):
        similar_class.hand_in(old, name, {cell: everything(code) for cell, code in AUTHORS["ada"].items()})
    found = names(screened(independent_class, similar_class.MODULE, [old]).standing_out())
    assert frozenset(("ada", "2025/old-ada")) in found
    assert frozenset(("2025/old-ada", "2025/old-ada-again")) not in found


def test_a_directory_without_earlier_submissions_is_named(independent_class, tmp_path):
    with pytest.raises(GradingError, match="has no earlier submissions of 01_tensor"):
        screened(independent_class, similar_class.MODULE, [tmp_path])


@pytest.fixture
def small(course):
    """The course of the grading tests, whose functions have one sensible solution each, and three who found it."""
    for student in ("ada", "ben", "cy"):
        coursework.submit(course, student, coursework.answered())
    return course


def test_functions_with_one_sensible_solution_do_not_alarm(small):
    found = screened(small, coursework.ASSIGNMENT)
    assert found.pairs == [] and set(found.left_out) == {REFERENCE, "ada", "ben", "cy"}


HOSTILE = {
    "brackets": "[" * 200_000,
    "quotes": "'''\"\"\"" * 50_000,
    "fstrings": "f'{f\"{" * 40_000,
    "backslashes": "\\\n" * 100_000,
    "one line": "a" * 500_000,
    "names": " ".join(f"v{n} = {n};" for n in range(60_000)),
    "controls": "".join(map(chr, range(256))) * 800 + "\u202e\u2066",
    "spaces": " " * 300_000 + "x",
    "open string": '"' + "\\x" * 200_000,
    "numbers": "1_" * 200_000,
    "decorators": "@a.b." * 100_000,
}


def test_no_text_takes_more_than_its_limits(small):
    for name, text in HOSTILE.items():
        coursework.submit(small, name.replace(" ", "-"), coursework.changed(coursework.answered(), add=text))
    coursework.submit(small, "binary", "\x00\xff not a notebook")
    found = screened(small, coursework.ASSIGNMENT)
    assert found.submissions == len(HOSTILE) + 5 and "not valid JSON" in found.left_out["binary"]
    page("ps1", found, 0.0)


def test_what_cannot_be_read_in_time_is_said(monkeypatch):
    monkeypatch.setattr(fingerprints, "COMPARE", replace(fingerprints.COMPARE, seconds=1))
    monkeypatch.setattr(fingerprints, "fingerprints_of", lambda *_: exec("while True: pass"))
    assert "takes too much time or memory" in fingerprints.fingerprint_within_limits(Vocabulary(), "ada", {"a": "x"}).notes[0]


def test_the_page_lets_no_student_text_act(small):
    evil = "</pre><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x1b[2J\n"
    code = "def add(a, b):\n" + "\n".join(f"    step{n} = a * {n} + len([b]) - {n} // 7" for n in range(60))
    for student in ("eve", "mallory"):
        coursework.submit(small, student, coursework.changed(coursework.answered(), add=f"'''{evil}'''\n{code}  # {evil}"))
    found = screened(small, coursework.ASSIGNMENT)
    text = page("ps1", found)
    assert names(found.standing_out()) == {frozenset(("eve", "mallory"))} and "<mark>" in text
    assert "&lt;script&gt;" in text and "<script" not in text and "<img" not in text
    assert "default-src &#39;none&#39;" not in text and "default-src 'none'" in text
    assert not {"\u202e", "\x1b"} & set(text)


def test_the_command_writes_a_page_for_its_owner_alone(small, monkeypatch):
    monkeypatch.chdir(small)
    done = CliRunner().invoke(app, ["similarity", "ps1", "--course-dir", str(small)])
    written = small / ".grading" / "similarity" / "ps1.html"
    assert done.exit_code == 0 and "not a verdict" in done.output
    assert stat.S_IMODE(written.stat().st_mode) == 0o600 and stat.S_IMODE(written.parent.stat().st_mode) == 0o700


def test_the_page_alone_goes_to_standard_output(small):
    done = CliRunner().invoke(app, ["similarity", "ps1", "--course-dir", str(small), "--page", "-"])
    assert done.output.startswith("<!doctype html>") and done.output.rstrip().endswith("</html>")
    assert not (small / ".grading" / "similarity").exists()


def test_students_code_is_read_and_never_run(small, tmp_path):
    trap = f"open({json.dumps(str(tmp_path / 'ran'))}, 'w').write('x')\n"
    coursework.submit(small, "trap", coursework.changed(coursework.answered(), add=trap * 20))
    screened(small, coursework.ASSIGNMENT)
    assert not (tmp_path / "ran").exists()


@pytest.mark.docker
def test_the_independent_answers_are_right(empty_class, sandbox, monkeypatch):
    monkeypatch.setenv("GRADING_TIMEOUT_SECONDS", "60")
    root = shutil.copytree(empty_class, empty_class.with_name("graded"))
    for author, functions in AUTHORS.items():
        similar_class.hand_in(root, author, functions)
    with open_assignment(root, similar_class.MODULE, Reporter(lambda line: None)) as one:
        batch_run.autograde(one)
        with one.gradebook.transaction() as db:
            tested = one.gradebook.assignment(db, similar_class.MODULE).max_code_score
        assert {row.student: row.score for row in one.journal.graded(similar_class.MODULE).values()} == dict.fromkeys(
            AUTHORS, tested
        )
