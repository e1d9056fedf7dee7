"""What the course page says after a button in a classroom: all that was sent, in the reader's time, and in the right colour."""

import re
import shutil
from pathlib import Path

import learner_notebooks as notebooks
import pytest
from accessibility import serious
from playwright.sync_api import expect

SCREENSHOTS = Path(__file__).parents[3] / "build" / "screenshots"
LOCAL = r"\d+ \w{3} 20\d\d, \d\d:\d\d:\d\d"


@pytest.fixture
def press(lab, page):
    """Press a button of Module 01; what the page says then."""

    def press(words):
        page.goto(f"{lab}/course")
        page.get_by_role("region", name="Modules").get_by_role("button", name=f"{words} Module 01", exact=True).click()
        region = page.get_by_role("status")
        expect(region).to_be_visible(timeout=60_000)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"course-page-{words.replace(' ', '-').lower()}.png", full_page=True)
        return region

    return press


def colour(region) -> str:
    return region.evaluate("each => each.className").removeprefix("said ")


def test_what_was_sent_stands_there_with_many_files_and_warnings(learner, press, classroom):
    for number in range(5):
        (learner.notebook.parent / f"helper{number}.py").write_text("")
    learner.write(notebooks.WRONG)
    region = press("Submit")
    expect(region).to_contain_text(re.compile(rf"Module 01 \(Tensor\) submitted at {LOCAL}\."))
    expect(region).to_contain_text(re.compile(rf"01_tensor\.ipynb, \d+ kB, saved {LOCAL}"))
    expect(region).to_contain_text(re.compile(rf"helper4\.py, 1 kB, saved {LOCAL}"))
    expect(region).to_contain_text("1 visible test does not pass yet")
    assert colour(region) == "good" and len(classroom.inbound()) == 3
    # First that it is done, then what deserves a look, then what to press: no command.
    words = [region.inner_text().index(each) for each in ("submitted at", "1 visible test does not", "See what is left:")]
    assert words == sorted(words) and "tito " not in region.inner_text()
    expect(region.get_by_role("button", name="Test Module 01")).to_be_visible()
    expect(region.get_by_role("button", name="Get feedback Module 01")).to_be_visible()


def test_a_submission_without_a_doubt_is_green_and_has_one_form_of_times(press):
    region = press("Submit")
    expect(region).to_contain_text("It replaces your submission of")
    assert colour(region) == "good"
    assert not re.search(r"\d{4}-\d\d-\d\d|UTC|CET", region.page.locator("main").inner_text())


def damage_behind_the_page(learner, page):
    """Damage the notebook when the page is there already: its buttons are still those of a good one."""
    page.route("**/course/*/01", lambda route: (learner.notebook.write_text("{"), route.continue_()))


def test_a_damaged_notebook_is_red_and_nothing_was_sent(learner, press, page, classroom):
    damage_behind_the_page(learner, page)
    before = len(classroom.inbound())
    region = press("Submit")
    expect(region).to_contain_text("Nothing was sent. What you submitted before still counts.")
    assert colour(region) == "bad" and len(classroom.inbound()) == before
    assert "tito " not in region.inner_text()
    expect(region.get_by_role("button", name="Repair Module 01")).to_be_visible()


def test_a_damaged_notebook_is_repaired_by_a_button_and_nothing_is_lost(learner, lab, page):
    learner.notebook.write_text("{")
    page.goto(f"{lab}/course")
    modules = page.get_by_role("region", name="Modules")
    expect(modules).to_contain_text("This notebook cannot be opened: the notebook file is damaged")
    expect(page.get_by_role("region", name="Next")).to_contain_text("Repair it first")
    assert serious(page) == []
    page.screenshot(path=SCREENSHOTS / "course-page-damaged.png", full_page=True)
    modules.get_by_role("button", name="Repair Module 01").click()
    said = page.get_by_role("status")
    expect(said).to_contain_text("The notebook of Module 01 (Tensor) is back, as it was released.", timeout=60_000)
    assert colour(said) == "good"
    (kept,) = learner.notebook.parent.glob("01_tensor-damaged-*.txt")
    assert kept.read_text() == "{"
    page.get_by_role("link", name="Open Module 01").click()
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()


def test_feedback_that_is_not_there_yet_has_not_failed(learner, press, classroom):
    shutil.rmtree(classroom.root / "tinytorch" / "feedback")
    region = press("Get feedback")
    expect(region).to_contain_text("There is no feedback for Module 01 (Tensor) yet")
    assert colour(region) == "warn" and not (learner.notebook.parent / "feedback").exists()


def test_a_button_stands_where_tito_names_its_command(learner, press, classroom):
    learner.write(notebooks.WRONG)
    region = press("Test")
    expect(region).to_contain_text("then: Test Module 01")
    assert "tito module test" not in region.inner_text()
    learner.write(notebooks.SOLUTION)
    region.get_by_role("button", name="Test Module 01").click()
    expect(region).to_contain_text("All visible tests pass. Make it yours: Test and complete Module 01", timeout=60_000)
    damage_behind_the_page(learner, region.page)
    region.get_by_role("button", name="Test and complete").click()
    expect(region).to_contain_text("the damaged file is kept beside it: Repair Module 01", timeout=60_000)


@pytest.mark.parametrize("width", [1280, 700, 390])
def test_words_are_whole_and_axe_finds_nothing_serious(learner, press, page, width):
    (learner.notebook.parent / "numpy.py").write_text("")
    page.set_viewport_size({"width": width, "height": 800})
    press("Submit")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    # A box beside the buttons that is narrower than its words breaks them.
    narrow = page.evaluate("""() => [...document.querySelectorAll('.warning, .line')].filter(each => each.clientWidth < 200
        && each.textContent.length > 40).length""")
    assert narrow == 0
