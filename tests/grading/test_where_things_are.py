"""What docs/grading.md says of where things are is so: every room has a line, and every question leads to a file."""

import re
from pathlib import Path

import grading

ROOT = Path(grading.__file__).parent
DOCUMENT = (ROOT.parent / "docs" / "grading.md").read_text(encoding="utf-8")
ROOMS, _, QUESTIONS = DOCUMENT.partition("## Where things are\n")[2].partition("\n## ")[0].partition("Ten questions")


def rows(text: str) -> list[list[str]]:
    """The cells of each row of a table, without its head."""
    lines = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines[2:]]


def test_every_room_has_a_line():
    named = [name for folder, _ in rows(ROOMS) for name in re.findall(r"`(\w+)`", folder)]
    assert sorted(named) == sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))


def test_every_question_leads_to_a_file():
    paths = [path.strip("`") for question, path in rows(QUESTIONS) if question.endswith("?")]
    assert len(paths) == 10 and [path for path in paths if not (ROOT / path).is_file()] == []
