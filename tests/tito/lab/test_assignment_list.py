"""JupyterLab's list of assignments in a real browser: titles, due dates, local time, points, and feedback that opens."""

import re
import shutil
from pathlib import Path

import pytest
from accessibility import serious
from playwright.sync_api import expect

SCREENSHOTS = Path(__file__).parents[3] / "build" / "screenshots"
# What axe finds in JupyterLab 4.6 itself: buttons of its file browser.
JUPYTERLABS = {"aria-allowed-attr"}
LOCAL = r"\d+ \w{3} 20\d\d, \d\d:\d\d:\d\d"


def test_the_list_says_what_a_student_asks(lab, page):
    page.goto(f"{lab}/lab")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_text("Assignment List").click()
    submitted, fetched = page.locator("#submitted_assignments_list"), page.locator("#fetched_assignments_list")
    for rows in (submitted, fetched):
        expect(rows).to_contain_text("Module 01: Tensor, due 10 Jan 2030, 06:00", timeout=60_000)
    fetched.locator(".assignment-notebooks-link").click()
    expect(fetched.locator(".nested_list_item a")).to_have_text("Notebook 01_tensor.ipynb")
    submitted.get_by_text("Fetch Feedback", exact=True).click()
    newest, graded = submitted.locator(".nested_list_item").first, submitted.locator(".nested_list_item").last
    expect(graded).to_contain_text("52.5 of 60 points (view feedback)", timeout=60_000)
    expect(newest).to_have_text(re.compile(rf"^Submitted {LOCAL}$"))
    assert not re.search(r"\d\.\d{6}|UTC", submitted.inner_text())
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "assignment-list.png")
    with page.expect_popup() as opened:
        graded.get_by_text("view feedback").click()
    feedback = opened.value
    assert "/course/feedback/" in feedback.url  # as from the course page, with the way back to it
    expect(feedback.get_by_role("link", name="Course page")).to_be_visible()
    expect(feedback.get_by_role("heading", name="Feedback on 01_tensor")).to_be_visible()
    feedback.set_viewport_size({"width": 390, "height": 844})
    feedback.get_by_role("link", name="sum").click()
    assert feedback.evaluate("document.querySelector(':target').innerText").startswith("Test: sum")
    assert feedback.evaluate("document.documentElement.scrollWidth") == 390
    feedback.screenshot(path=SCREENSHOTS / "feedback-opened.png")


def open_list(page, lab):
    page.goto(f"{lab}/lab")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_text("Assignment List").click()
    expect(page.locator("#fetched_assignments_list").get_by_text("Submit", exact=True)).to_be_visible(timeout=60_000)


def press(page, which, words):
    page.locator(f"#{which}_assignments_list").get_by_role("button", name=words, exact=True).click()


def test_submit_says_what_would_not_count_and_sends_when_told_to(lab, page, learner, classroom):
    learner.notebook.write_text('{"cells": [')
    before = len(classroom.inbound())
    open_list(page, lab)
    press(page, "fetched", "Submit")
    dialog = page.get_by_role("dialog", name="Nothing is sent yet: look at this first")
    expect(dialog).to_contain_text("01_tensor.ipynb would earn nothing: the notebook file is", timeout=30_000)
    expect(dialog).to_contain_text(re.compile(rf"It would send:\s*01_tensor\.ipynb, 1 kB, saved {LOCAL}"))
    page.screenshot(path=SCREENSHOTS / "submit-doubts.png")
    dialog.get_by_role("button", name="Go back").click()
    expect(said(page)).to_have_text("Nothing was sent.")
    assert len(classroom.inbound()) == before
    press(page, "fetched", "Submit")
    dialog.get_by_role("button", name="Send all the same").click()
    expect(page.locator("#submitted_assignments_list .nested_list_item")).to_have_count(before + 1, timeout=60_000)
    assert len(classroom.inbound()) == before + 1
    assert "Submitted 01_tensor at" in (learner.notebook.parent / "submitted.txt").read_text()


def said(page):
    return page.locator("#nbgrader-assignment-list").get_by_role("status")


def test_submit_says_what_it_sent_and_no_two_submissions_look_alike(lab, page, classroom):
    open_list(page, lab)
    press(page, "fetched", "Submit")
    expect(said(page)).to_contain_text(re.compile(rf"Module 01 \(Tensor\) submitted at {LOCAL}\."), timeout=30_000)
    expect(said(page)).to_contain_text(re.compile(rf"01_tensor\.ipynb, \d+ kB, saved {LOCAL}"))
    expect(said(page)).to_contain_text("It replaces your submission of")
    expect(page.locator("#submitted_assignments_list .nested_list_item")).to_have_count(3, timeout=30_000)
    page.screenshot(path=SCREENSHOTS / "submit-said.png")
    rows = page.locator("#submitted_assignments_list .nested_list_item .item_name")
    expect(rows.first).to_contain_text(re.compile(rf"Submitted {LOCAL}"))
    assert len(set(rows.all_inner_texts())) == len(classroom.inbound()) == 3


def test_a_refusal_says_that_nothing_was_sent(lab, page, learner, classroom):
    before = len(classroom.inbound())
    open_list(page, lab)
    learner.notebook.unlink()
    press(page, "fetched", "Submit")
    expect(said(page)).to_contain_text("Nothing was sent.", timeout=30_000)
    assert len(classroom.inbound()) == before


def test_feedback_that_is_not_there_yet_is_said_and_leaves_nothing(lab, page, learner, classroom):
    shutil.rmtree(classroom.root / "tinytorch" / "feedback")
    open_list(page, lab)
    press(page, "submitted", "Fetch Feedback")
    expect(said(page)).to_contain_text("There is no feedback for Module 01 (Tensor) yet (submitted ", timeout=30_000)
    assert not (learner.notebook.parent / "feedback").exists()


def test_a_fetch_that_fails_is_said(lab, page, learner, classroom):
    open_list(page, lab)
    shutil.rmtree(learner.notebook.parent)
    page.locator("#refresh_assignments_list").click()
    button = page.locator("#released_assignments_list").get_by_role("button", name="Fetch", exact=True)
    expect(button).to_be_visible()
    shutil.rmtree(classroom.root / "tinytorch" / "outbound")
    button.click()
    expect(said(page)).to_contain_text("01_tensor cannot be fetched: it is not released yet.", timeout=30_000)


def test_the_list_has_no_serious_finding_of_axe(lab, page):
    open_list(page, lab)
    press(page, "fetched", "Submit")
    expect(said(page)).to_contain_text("submitted at", timeout=30_000)
    expect(page.locator("#submitted_assignments_list .nested_list_item").first).to_contain_text("Submitted")
    assert serious(page, within="#nbgrader-assignment-list") == []


def test_a_phone_shows_the_work_and_the_ends_of_every_row_and_dialog(lab, page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{lab}/lab")
    page.wait_for_function("document.querySelector('#jp-main-dock-panel')?.getBoundingClientRect().width > 280")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_text("Assignment List").click()
    submit = page.locator("#fetched_assignments_list").get_by_text("Submit", exact=True).first
    expect(submit).to_be_visible(timeout=60_000)
    assert_on_the_screen(submit)
    expect(submit.locator("xpath=ancestor::*[contains(@class, 'list_item')]").first).to_contain_text("Module 01: Tensor, due")
    page.screenshot(path=SCREENSHOTS / "assignment-list-phone.png")
    page.evaluate("""() => {
        const words = document.createElement('pre');
        words.textContent = 'A region that this test needs is still empty: fill in the cell of as_float32.';
        const dialog = document.createElement('div');
        dialog.className = 'jp-Dialog lm-mod-global';
        dialog.innerHTML = '<div class="jp-Dialog-content"><div class="jp-Dialog-footer"><button>Ok</button></div></div>';
        dialog.firstChild.prepend(words);
        document.body.append(dialog);
    }""")
    assert_on_the_screen(page.locator(".jp-Dialog-content pre"))
    assert_on_the_screen(page.locator(".jp-Dialog-content button"))


@pytest.mark.parametrize("width", [390, 650])
def test_a_phone_has_the_way_to_the_course_page_the_menu_and_validate(lab, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{lab}/lab/tree/modules/01_tensor/01_tensor.ipynb")
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
    page.get_by_role("menuitem", name="Help").click()  # the last one: it scrolls there
    page.keyboard.press("Escape")
    page.locator(".jp-NotebookPanel-toolbar [data-jp-item-name=toolbar-popup-opener]").click()
    page.get_by_role("button", name="Validate").click()
    dialog = page.locator(".jp-Dialog-content")
    assert_on_the_screen(dialog, width)
    page.screenshot(path=SCREENSHOTS / f"validate-{width}.png")
    dialog.get_by_role("button").last.click()
    link = page.get_by_role("link", name="Course page")
    assert_on_the_screen(link, width)
    link.click()
    expect(page.get_by_role("heading", name="Next", exact=True)).to_be_visible()


def test_the_course_page_says_in_local_time_when_a_module_was_submitted(lab, page):
    page.goto(f"{lab}/course")
    module = page.get_by_role("region", name="Modules").get_by_role("listitem").first
    expect(module).to_contain_text(re.compile(rf"submitted {LOCAL}"))
    expect(module).not_to_contain_text("UTC")


def assert_on_the_screen(locator, width=390):
    box = locator.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width, box


def test_what_axe_finds_in_jupyterlab_is_jupyterlab_s_own(lab, page):
    open_list(page, lab)
    assert serious(page, within="#tinytorch-course-link") == []
    theirs = serious(page)
    assert {finding.split(" ")[0] for finding in theirs} <= JUPYTERLABS, theirs
    assert all("jp-button" in finding for finding in theirs)
