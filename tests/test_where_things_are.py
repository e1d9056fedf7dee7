"""What docs/architecture.md and docs/grading.md say of where things are is so: rooms have a line, paths lead to files."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
QUESTION = re.compile(r"^\| ([^|]+\?) \|(.+)\|$", re.MULTILINE)
# The heading, the folder that paths begin in, and how many questions there are at least.
PAGES = {"architecture.md": ("Where is …?", ROOT, 10), "grading.md": ("Where things are", ROOT / "grading", 8)}


def section(page: str, heading: str) -> str:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("page", PAGES)
def test_every_question_leads_to_files(page):
    heading, start, least = PAGES[page]
    asked = {question: re.findall(r"`([\w/.]+)`", paths) for question, paths in QUESTION.findall(section(page, heading))}
    assert len(asked) >= least and [question for question, paths in asked.items() if not paths] == []
    assert [path for paths in asked.values() for path in paths if not (start / path).is_file()] == []


def test_every_room_of_the_grader_has_a_line():
    rooms = section("grading.md", "Where things are").partition("questions")[0]
    named = [name for folder in re.findall(r"^\| (`[^|]+) \|", rooms, re.MULTILINE) for name in re.findall(r"`(\w+)`", folder)]
    assert sorted(named) == sorted(path.parent.name for path in ROOT.glob("grading/*/__init__.py"))
