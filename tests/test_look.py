"""The pages of the hub and of the learner's server take their colours, bar and buttons from one style sheet."""

import re
from pathlib import Path

import pytest

import look

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [ROOT / "hub" / "templates", ROOT / "tito" / "page" / "templates"]
COLOUR = re.compile(r":[^;{}\"]*(#[0-9a-fA-F]{3,8}\b|\brgba?\()")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parts[-3])
def test_no_page_has_colours_of_its_own(folder):
    lines = {file: file.read_text("utf-8").splitlines() for file in sorted(folder.iterdir()) if file.suffix in (".css", ".html")}
    assert lines and [(file.name, line) for file, found in lines.items() for line in found if COLOUR.search(line)] == []


@pytest.mark.parametrize("frame", ["hub/templates/page.html", "tito/page/templates/frame.html",
                                   "grading/feedback/templates/feedback_page/index.html.j2"])  # fmt: skip
def test_every_frame_includes_it(frame):
    assert re.search(r"""\{% include ["']look\.css["'] %\}""", (ROOT / frame).read_text("utf-8"))


def test_every_colour_that_a_page_names_is_there():
    sheet = (look.FOLDER / "look.css").read_text("utf-8")
    pages = [*(file for folder in FOLDERS for file in folder.glob("*.css")), *ROOT.glob("grading/feedback/**/*.css")]
    named = set(re.findall(r"var\((--[\w-]+)\)", sheet + "".join(file.read_text("utf-8") for file in pages)))
    assert len(pages) > 2 and named == set(re.findall(r"(--[\w-]+):", sheet))
