"""What is typed in JupyterLab and not saved, when something else reads the disk: the course page in a tab beside it, the list."""

import re

import pytest
from playwright.sync_api import expect

TYPED = "# typed and not saved"
NOTEBOOK = "modules/01_tensor/01_tensor.ipynb"
# What JupyterLab writes to when it saves the notebook.
SAVING = re.compile(rf"/api/contents/{NOTEBOOK}")


@pytest.fixture
def typed(lab, page):
    """A JupyterLab with something typed into the notebook; saving itself takes two minutes."""
    page.goto(f"{lab}/lab/tree/{NOTEBOOK}")
    line = page.locator(".jp-Notebook .jp-CodeCell .cm-line", has_text="default_exp").first
    line.click()
    page.keyboard.press("End")
    page.keyboard.type(f"  {TYPED}")
    expect(line).to_contain_text(TYPED)
    expect(page.locator(".jp-mod-dirty")).not_to_have_count(0)
    return page


@pytest.fixture
def course(lab, typed):
    """The course page in a tab of its own."""
    beside = typed.context.new_page()
    beside.goto(f"{lab}/course")
    return beside


def press(page, words):
    page.get_by_role("region", name="Modules").get_by_role("button", name=f"{words} Module 01", exact=True).click()


def newest(classroom) -> str:
    """The text of the notebook that was submitted last."""
    return (classroom.inbound()[-1] / "01_tensor.ipynb").read_text()


def refuse(page):
    page.route(SAVING, lambda route: route.abort() if route.request.method == "PUT" else route.continue_())


def test_the_course_page_sends_what_was_typed_a_moment_ago(course, classroom):
    press(course, "Submit")
    expect(course.get_by_role("status")).to_contain_text("01_tensor.ipynb", timeout=60_000)
    assert TYPED in newest(classroom)


def test_the_course_page_tests_what_was_typed_a_moment_ago(course, learner):
    press(course, "Test")
    expect(course.get_by_role("status")).to_contain_text("Module 01", timeout=60_000)
    assert TYPED in learner.notebook.read_text()


def test_what_cannot_be_saved_is_said_and_not_sent_unless_the_student_wants_it_so(course, typed, classroom):
    before = len(classroom.inbound())
    refuse(typed)
    press(course, "Submit")
    alert = course.get_by_role("alert")
    expect(alert).to_contain_text(f"Submit Module 01 did nothing yet: {NOTEBOOK} has changes that JupyterLab has not saved")
    assert len(classroom.inbound()) == before
    alert.get_by_role("button", name="Submit Module 01 without these changes").click()
    expect(course.get_by_role("status")).to_contain_text("01_tensor.ipynb", timeout=60_000)
    assert len(classroom.inbound()) == before + 1 and TYPED not in newest(classroom)


def test_a_jupyterlab_that_does_not_answer_is_told_of(course, typed, classroom):
    before = len(classroom.inbound())
    # As when a browser stops the scripts of a tab in the background, or an output takes its time.
    typed.evaluate("setTimeout(() => { for (const end = Date.now() + 25000; Date.now() < end;); })")
    press(course, "Submit")
    expect(course.get_by_role("alert")).to_contain_text(NOTEBOOK, timeout=30_000)
    assert len(classroom.inbound()) == before


# Until not one letter fits any more.
FULL = """() => {
    for (let size = 2 ** 23; size >= 1; size = Math.floor(size / 2)) {
        try { for (let n = 0; ; n++) localStorage.setItem(`full-${size}-${n}`, "x".repeat(size)); } catch { continue; }
    }
}"""


def test_in_a_browser_without_room_the_course_page_says_that_nobody_could_be_asked(course, typed, classroom):
    before = len(classroom.inbound())
    course.evaluate(FULL)
    press(course, "Submit")
    alert = course.get_by_role("alert")
    expect(alert).to_contain_text("Submit Module 01 did nothing yet: JupyterLab in other tabs and windows could not be asked")
    assert len(classroom.inbound()) == before
    alert.get_by_role("button", name="Submit Module 01 as it is saved").click()
    expect(course.get_by_role("status")).to_contain_text("01_tensor.ipynb", timeout=60_000)
    assert len(classroom.inbound()) == before + 1 and TYPED not in newest(classroom)


def test_in_a_browser_without_room_the_list_asks_before_it_sends(lab, typed, classroom):
    beside = typed.context.new_page()
    beside.goto(f"{lab}/lab")
    beside.get_by_role("menuitem", name="Nbgrader").click()
    beside.get_by_text("Assignment List").click()
    submit = beside.locator("#fetched_assignments_list").get_by_text("Submit", exact=True)
    expect(submit).to_be_visible()
    before = len(classroom.inbound())
    beside.evaluate(FULL)
    for answer in ("Go back", "Submit what is saved"):
        assert len(classroom.inbound()) == before
        submit.click()
        dialog = beside.locator(".jp-Dialog-content", has_text="could not be asked to save")
        dialog.get_by_role("button", name=answer).click()
    expect(beside.locator("#submitted_assignments_list .nested_list_item")).to_have_count(before + 1)
    assert TYPED not in newest(classroom)


def test_a_list_that_was_written_once_is_written_anew_in_a_full_storage(lab, page):
    page.goto(f"{lab}/lab/tree/{NOTEBOOK}")
    line = page.locator(".jp-Notebook .jp-CodeCell .cm-line", has_text="default_exp").first
    line.wait_for()
    page.evaluate(FULL)
    line.click()
    page.keyboard.type(TYPED)
    expect(page.locator(".jp-mod-dirty")).not_to_have_count(0)
    page.wait_for_function("""path => Object.entries(localStorage).some(
        ([key, list]) => key.startsWith('tinytorch:unsaved:') && JSON.parse(list).paths.includes(path))""", arg=NOTEBOOK)


def test_a_file_of_another_module_that_cannot_be_saved_stops_nothing(lab, page, learner, classroom):
    other = learner.home / "modules" / "02_activations" / "notes.md"
    other.parent.mkdir()
    other.write_text("# Notes\n")
    page.goto(f"{lab}/lab/tree/modules/02_activations/notes.md")
    page.locator(".jp-FileEditor .cm-line").first.click()
    page.keyboard.type("more ")
    page.route(re.compile(r"/api/contents/.*notes\.md"), lambda route: route.abort() if route.request.method == "PUT"
               else route.continue_())
    beside = page.context.new_page()
    beside.goto(f"{lab}/course")
    before = len(classroom.inbound())
    press(beside, "Submit")
    expect(beside.get_by_role("status")).to_contain_text("01_tensor.ipynb", timeout=60_000)
    assert len(classroom.inbound()) == before + 1


def test_the_way_to_the_course_page_saves_first(typed, learner):
    typed.get_by_role("link", name="Course page").click()
    expect(typed.get_by_role("heading", name="Next", exact=True)).to_be_visible()
    assert TYPED in learner.notebook.read_text()


def test_the_list_in_another_tab_sends_what_was_typed_here(lab, typed, classroom):
    beside = typed.context.new_page()
    beside.goto(f"{lab}/lab")
    beside.get_by_role("menuitem", name="Nbgrader").click()
    beside.get_by_text("Assignment List").click()
    before = len(classroom.inbound())
    beside.locator("#fetched_assignments_list").get_by_text("Submit", exact=True).click()
    expect(beside.locator("#submitted_assignments_list .nested_list_item")).to_have_count(before + 1)
    assert TYPED in newest(classroom)


def test_the_list_sends_nothing_that_it_could_not_save(lab, typed, classroom):
    refuse(typed)
    typed.get_by_role("menuitem", name="Nbgrader").click()
    typed.get_by_text("Assignment List").click()
    before = len(classroom.inbound())
    typed.locator("#fetched_assignments_list").get_by_text("Submit", exact=True).click()
    # JupyterLab says why first.
    typed.locator(".jp-Dialog-content", has_text="File Save Error").get_by_role("button", name="Close").click()
    said = typed.locator(".jp-Dialog-content", has_text="Nothing was sent")
    expect(said).to_contain_text(f"{NOTEBOOK} has changes that are not saved")
    assert len(classroom.inbound()) == before
