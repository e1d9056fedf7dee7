"""Each picture that README and docs show is there, small, told in words, and made by `make pictures`; none is left over."""

import re

from pictures import FOLDER, PICTURES, ROOT
from PIL import Image

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LARGEST = 150_000  # bytes
WORDS = 3  # fewer would say what kind of picture it is, not what it shows


def shown():
    """(alternative text, file) of every picture in the pages; within a line it is an example of Markdown."""
    for page in PAGES:
        for words, address in re.findall(r"^!\[([^\]]*)\]\(([^)]+)\)$", page.read_text(encoding="utf-8"), re.MULTILINE):
            yield words, (page.parent / address).resolve()


def test_every_picture_that_a_page_shows_is_made_and_none_is_left_over():
    made = {FOLDER / f"{name}.png" for name in PICTURES}
    assert {file for _, file in shown()} == made == set(FOLDER.iterdir())


def test_every_picture_says_in_words_what_it_shows():
    assert [words for words, _ in shown() if len(words.split()) < WORDS] == []


def test_every_picture_is_small_and_of_few_colours():
    found = {file.name: (Image.open(file).mode, file.stat().st_size) for file in FOLDER.iterdir()}
    assert {name: each for name, each in found.items() if each[0] != "P" or each[1] >= LARGEST} == {}
