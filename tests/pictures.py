"""The pictures of README and docs, from the screenshots that the end-to-end tests take of a running classroom.

`make pictures` runs those tests, then this; test_pictures.py holds the pictures against the pages that show them.
"""

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
SCREENSHOTS = ROOT / "build" / "screenshots"
FOLDER = ROOT / "docs" / "images"
# The picture, and the screenshot that it is made of.
PICTURES = {
    "first-login": "first-login",
    "student-course": "alice-course",
    "student-assignments": "alice-submitted",
    "student-validate": "alice-validate",
    "student-feedback": "bob-feedback",
    "formgrader-queue": "formgrader-queue",
    "formgrader-submission": "formgrader-submission",
    "grading-dashboard": "grading-dashboard",
}
# Enough for text and buttons, and a third of the size of true colours.
COLOURS = 128


def make_pictures() -> None:
    """Write all of them; a screenshot that is missing raises FileNotFoundError with its path."""
    for picture, screenshot in PICTURES.items():
        shot = Image.open(SCREENSHOTS / f"{screenshot}.png").convert("RGB")
        shot.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{picture}.png", optimize=True)


if __name__ == "__main__":
    make_pictures()
