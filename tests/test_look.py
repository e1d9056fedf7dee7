"""The pages of the hub, of the learner's server and of grading take their colours, bar and buttons from one style sheet."""

import re
from pathlib import Path

import pytest

import look

ROOT = Path(__file__).resolve().parents[1]
GRADING = ("formgrader/pages/templates/static", "formgrader/dashboard/templates", "similarity/templates")
FOLDERS = [ROOT / "hub" / "templates", ROOT / "tito" / "page" / "templates", *(ROOT / "grading" / name for name in GRADING)]
COLOUR = re.compile(r":[^;{}\"]*(#[0-9a-fA-F]{3,8}\b|\brgba?\()")


def sheets(folder: Path) -> list[Path]:
    """The files of a folder that may say how something looks."""
    return sorted(file for file in folder.iterdir() if file.suffix in (".css", ".html"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: "-".join(folder.parts[-3:]))
def test_no_page_has_colours_of_its_own(folder):
    lines = {file: file.read_text("utf-8").splitlines() for file in sheets(folder)}
    assert lines and [(file.name, line) for file, found in lines.items() for line in found if COLOUR.search(line)] == []


FRAMES = (
    "hub/templates/page.html", "tito/page/templates/frame.html", "grading/feedback/templates/feedback_page/index.html.j2",
    "grading/formgrader/dashboard/templates/base.html", "grading/similarity/templates/page.html",
)  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_includes_it(frame):
    assert re.search(r"""\{% include ["']look\.css["'] %\}""", (ROOT / frame).read_text("utf-8"))


def test_every_colour_that_a_page_names_is_there():
    sheet = (look.FOLDER / "look.css").read_text("utf-8")
    pages = [*(file for folder in FOLDERS for file in sheets(folder)), *ROOT.glob("grading/feedback/**/*.css")]
    named = set(re.findall(r"var\((--[\w-]+)\)", sheet + "".join(file.read_text("utf-8") for file in pages)))
    assert len(pages) > 2 and named == set(re.findall(r"(--[\w-]+):", sheet))
