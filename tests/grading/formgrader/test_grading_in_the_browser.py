"""A person grades on a real formgrader: points as they were typed, one question over all, what waits, and whole sentences."""

import json
import re
import shutil
import sqlite3

import nbformat
import pytest
from coursework import ASSIGNMENT, BOOK
from formgrader_server import HEADER, FormgraderServer, open_submission

from grading.course.directory import CourseDir
from grading.records.journal import Journal
from grading.records.review_records import ReviewRecords

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def server(class_once, tmp_path_factory):
    root = shutil.copytree(class_once, tmp_path_factory.mktemp("graded") / "course")
    # No grader answers: the buttons show what an error looks like.
    server = FormgraderServer(root, tmp_path_factory.mktemp("server")).start()
    yield server
    server.stop()


@pytest.fixture
def page(server, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, extra_http_headers={HEADER: "tess"})
    page = context.new_page()
    page.set_default_timeout(90_000)
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    # The hub's log-in refuses what a page asks without the token, also to read; this server has another log-in.
    page.on("request", lambda sent: "/api/" in sent.url and "x-xsrftoken" not in sent.headers and page.faults.append(sent.url))
    yield page
    assert page.faults == []
    context.close()


@pytest.mark.parametrize(("typed", "kept"), [("2.5", 2.5), ("2,5", 2.5), ("0", 0)])
def test_a_fraction_is_what_was_typed(server, page, typed, kept):
    identity = open_submission(page, server, "s2")
    box = page.get_by_label("Points for why")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        box.fill(typed)
        box.press("Tab")
    assert server.api("tess").grades(identity)["why"]["manual_score"] == kept


@pytest.mark.parametrize(("typed", "said"), [("99", "0 to 3"), ("-3", "0 to 3"), ("3.5.1", "not a number"), ("x", "not a")])
def test_what_cannot_be_given_is_said_and_stays_in_the_box(server, page, typed, said):
    identity = open_submission(page, server, "s3")
    box = page.get_by_label("Points for why")
    box.fill(typed)
    box.press("Tab")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert said in alert.inner_text() and "Nothing was saved" in alert.inner_text() and box.input_value() == typed
    assert server.api("tess").grades(identity)["why"]["manual_score"] is None


def test_one_click_leads_to_what_waits_and_the_rest_can_be_hidden(server, page):
    identity = open_submission(page, server, "s4")
    assert "1 of 4 boxes waits for a person" in page.inner_text("#classroom-bar")
    # It opens where work waits, and keys are the page's until somebody goes into a box.
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Waits for a person: why"
    assert page.get_by_role("group", name="Waits for a person: why").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    page.keyboard.type("7 ")
    assert page.get_by_label("Points for why").input_value() == "" and "index" not in page.url
    tall = page.evaluate("document.body.scrollHeight")
    page.get_by_role("button", name="Only what people grade").click()
    assert page.evaluate("document.body.scrollHeight") < tall
    page.get_by_role("button", name="Next that waits").click()
    assert page.evaluate("document.activeElement.id") == "why"
    page.get_by_role("link", name=re.compile("Next submission that waits")).click()
    page.wait_for_selector("#classroom-bar")
    server.api("tess").give(identity, "why", 1)
    open_submission(page, server, "s4")
    assert page.evaluate("document.activeElement.textContent.trim()").startswith(BOOK), "Nothing waits: at the heading."
    server.api("tess").give(identity, "why", None)


STOPS = """() => [...document.querySelectorAll("a[href], button, input, textarea, select, summary, [tabindex]")]
    .filter(each => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({visibilityProperty: true}))
    .map((each, place) => (each.dataset.stop = place, each.getAttribute("aria-label") || each.textContent.trim() || each.id))"""
STOP = "document.activeElement.dataset.stop ?? ''"


def stops(page, key, start, many):
    """Where `key` leads from there; what scrolls may be a stop between them."""
    page.locator(f"[data-stop='{start}']").focus()
    found = [str(start)]
    for _ in range(2 * many):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body") or len(found) == many:
            break
        found += [place] if (place := page.evaluate(STOP)) else []
    return [int(place) for place in found]


@pytest.mark.parametrize("path", ["submission", f"question/{ASSIGNMENT}/{BOOK}/why"])
def test_the_keyboard_reaches_everything_in_order_and_back(server, page, path):
    if path == "submission":
        open_submission(page, server, "s4")
    else:
        page.goto(f"{server.url}/formgrader/{path}")
        page.wait_for_selector("#classroom-bar")
    page.wait_for_load_state("networkidle")
    names = page.evaluate(STOPS)
    assert {"Course and grading", "Points for why, of 3", "Only what people grade", "Keyboard shortcuts"} <= set(names)
    everything = list(range(len(names)))
    assert stops(page, "Tab", 0, len(names)) == everything
    assert stops(page, "Shift+Tab", len(names) - 1, len(names)) == everything[::-1]


def test_enter_presses_what_has_the_focus_and_a_key_of_its_own_goes_from_box_to_box(server, page):
    open_submission(page, server, "s4")
    button = page.get_by_role("button", name="Only what people grade")
    button.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    button.press("Enter")
    page.get_by_role("link", name="To what waits for a person").press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "why"
    shown = page.get_by_role("button", name="Show or hide the student's name")
    shown.press(" ")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Show or hide the student's name"
    page.get_by_role("link", name="Grade why over all submissions").press("Enter")
    page.wait_for_url("**/question/**")
    page.wait_for_selector("#classroom-bar")


def wait_for_a_person(server, student, *cells):
    """As the review sample has it: these test cells wait too."""
    with sqlite3.connect(server.course / "gradebook.db") as db:
        db.execute(f"""UPDATE grade SET needs_manual_grade = 1
            WHERE cell_id IN (SELECT id FROM base_cell WHERE name IN ({", ".join("?" * len(cells))}))
            AND notebook_id IN (SELECT n.id FROM submitted_notebook n JOIN submitted_assignment s ON s.id = n.assignment_id
            WHERE s.student_id = ?)""", (*cells, student))


FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"


def test_the_jump_key_goes_to_the_points_that_wait_and_nowhere_else(server, page):
    wait_for_a_person(server, "s4", "test_add")
    open_submission(page, server, "s4")
    page.get_by_label("Points for test_scale").focus()
    found = []
    for key in ("Control+Enter", "Control+Enter", "Control+Enter", "Control+Shift+Enter"):
        page.keyboard.press(key)
        found.append(page.evaluate(FOCUSED))
    why, add = "Points for why, of 3", "Points for test_add, of 2"
    assert found == [why, add, why, add]


def test_after_the_last_that_waits_the_jump_key_leads_to_what_comes_next(server, page):
    identity = open_submission(page, server, "s5")
    page.get_by_label("Points for why").fill("2")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Next that waits: next submission").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Next that waits: next submission"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/submissions/" in url and identity not in url)


def test_a_tested_cell_offers_no_extra_credit(server, page):
    open_submission(page, server, "s4")
    boxes = {name: page.get_by_label(f"Extra credit for {name}").is_visible() for name in ("test_add", "test_total", "why")}
    assert boxes == {"test_add": False, "test_total": False, "why": True}


def test_what_people_grade_alone_is_shown_on_the_next_submission_too(server, page):
    open_submission(page, server, "s4")
    page.get_by_role("button", name="Only what people grade").click()
    page.get_by_role("link", name=re.compile("Next submission that waits")).click()
    page.wait_for_selector("#classroom-bar")
    button = page.get_by_role("button", name="Only what people grade")
    assert button.get_attribute("aria-pressed") == "true" and not page.get_by_label("Points for test_total").is_visible()
    button.click()
    page.reload()
    page.wait_for_selector("#classroom-bar")
    assert page.get_by_label("Points for test_total").is_visible()


def test_how_many_other_submissions_wait_is_asked_again_when_the_page_is_looked_at(server, page):
    open_submission(page, server, "s4")
    page.get_by_role("link", name="Next submission that waits (").wait_for()
    rows = server.api("tess").submissions(ASSIGNMENT, BOOK)
    waiting = [student for student, row in rows.items() if row["needs_manual_grade"] and student != "s4"]
    link = page.get_by_role("link", name="Next submission that waits (")
    assert link.inner_text() == f"Next submission that waits ({len(waiting)})"
    server.api("tom").give(rows["s0"]["id"], "why", 1).raise_for_status()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("link", name=f"Next submission that waits ({len(waiting) - 1})", exact=True).wait_for()


def test_where_two_readers_differ_a_third_sees_both_and_may_keep_their_mean(server, browser):
    records = ReviewRecords(Journal(CourseDir(server.course).records).db)
    records.open_double_review(ASSIGNMENT, "s1", "work", 0.25)
    for name, points, why in (("tess", 0, "No claim."), ("tom", 3, "Claim and cost.")):
        person = server.api(name)
        identity = person.submissions(ASSIGNMENT, BOOK)["s1"]["id"]
        person.comment(identity, "why", why).raise_for_status()
        person.give(identity, "why", points).raise_for_status()
    context = browser.new_context(extra_http_headers={HEADER: "ada"})
    page = context.new_page()
    page.set_default_timeout(90_000)
    page.goto(f"{server.url}/formgrader/submissions/{identity}/")
    note = page.locator(".classroom-decide")
    note.wait_for()
    said = note.inner_text()
    assert "Reviewer 1: 0 points. “No claim.”" in said and "Reviewer 2: 3 points. “Claim and cost.”" in said
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        page.get_by_role("button", name="Keep 1.5 for why").click()
    note.wait_for(state="detached")
    context.close()
    row = server.api("ada").grades(identity)["why"]
    assert (row["manual_score"], row["needs_manual_grade"]) == (1.5, False)


def test_with_what_people_grade_stay_its_question_and_the_answer_that_a_test_is_about(server, page):
    path = server.course / "autograded" / "s9" / ASSIGNMENT / f"{BOOK}.ipynb"
    book = json.loads(path.read_text())
    book["cells"].insert(-1, {"cell_type": "markdown", "metadata": {}, "source": "### Question 1\n\nWhy can it be so fast?"})
    path.chmod(0o644)
    path.write_text(json.dumps(book))
    wait_for_a_person(server, "s9", "test_scale")
    open_submission(page, server, "s9")
    page.get_by_role("button", name="Only what people grade").click()
    assert page.get_by_text("Why can it be so fast?").is_visible() and page.get_by_label("Points for why").is_visible()
    assert page.get_by_text("def scale").is_visible() and page.get_by_label("Points for test_scale").is_visible()
    assert not page.get_by_text("def add").is_visible() and not page.get_by_label("Points for test_total").is_visible()
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        page.get_by_label("Points for test_scale").fill("3")
        page.get_by_label("Points for test_scale").press("Tab")
    page.wait_for_function("document.querySelectorAll('input.score.needs_manual_grade').length === 1")
    assert page.get_by_label("Comment on scale").is_visible(), "a comment on what got its points just now"


def test_one_question_is_graded_over_all_submissions(server, page):
    open_submission(page, server, "s5")
    page.get_by_role("link", name="Grade why over all submissions").click()
    page.wait_for_url("**/question/**")
    page.wait_for_selector("#classroom-bar")
    boxes = page.get_by_label("Points for why")
    assert boxes.count() == 10 and page.get_by_role("heading", name=re.compile("Submission #")).count() == 10
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT") as saved:
        boxes.nth(7).fill("1.25")
        boxes.nth(7).press("Tab")
    page.get_by_role("link", name="open the whole submission").nth(7).click()
    page.wait_for_url("**/submissions/**")  # both pages have the bar
    page.wait_for_selector("#classroom-bar")
    assert page.get_by_label("Points for why").input_value() == "1.25" and saved.value.ok
    assert page.get_by_text("Submission #8").first.is_visible()


def test_each_answer_of_a_question_has_the_pictures_beside_it_and_the_question_stands_above(server, page):
    for student, color in (("s6", "red"), ("s7", "blue")):
        folder = server.course / "autograded" / student / ASSIGNMENT
        square = f'<rect width="9" height="9" fill="{color}"/>'
        picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{square}</svg>'
        (folder / "drawn.svg").write_text(picture)
        book = json.loads((folder / f"{BOOK}.ipynb").read_text())
        (answer,) = [cell for cell in book["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == "why"]
        answer["source"] = "## A heading of mine\n\n![drawn](drawn.svg)"
        (folder / f"{BOOK}.ipynb").chmod(0o644)
        (folder / f"{BOOK}.ipynb").write_text(json.dumps(book))
    source = server.course / "source" / ASSIGNMENT / f"{BOOK}.ipynb"
    book = json.loads(source.read_text())
    book["cells"].insert(-1, {"cell_type": "markdown", "metadata": {}, "source": "Question 1: how can it be so fast?"})
    source.write_text(json.dumps(book))
    address = f"{server.url}/formgrader/question/{ASSIGNMENT}/{BOOK}/why"
    page.goto(address)
    page.wait_for_selector("#classroom-bar")
    drawn = [each.get_attribute("src") for each in page.get_by_role("img", name="drawn").all()]
    assert len(set(drawn)) == 2 and all(each.startswith("data:image/svg+xml") for each in drawn)
    assert "has no such file" not in page.inner_text("body") and "how can it be so fast?" in page.inner_text("body")
    assert page.get_by_role("link", name="open the whole submission").count() == 10
    page.get_by_label("Points for why").nth(3).focus()
    page.wait_for_function("window.formgrader.current_index > 0")
    page.reload()
    page.wait_for_selector("#classroom-bar")
    assert page.url.startswith(address) and page.get_by_label("Points for why").count() == 10
    top = page.locator("nav.navbar-fixed-top").bounding_box()
    title = page.locator(".panel-title").first.evaluate("e => e.getBoundingClientRect().top + window.scrollY")
    assert title >= top["height"], "the bar covers the title"


def test_where_nothing_waits_one_goes_on_to_the_next_submission_that_does(server, page):
    identity = open_submission(page, server, "s8")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        page.get_by_label("Points for why").fill("1")
        page.get_by_label("Points for why").press("Tab")
    page.get_by_role("button", name="Next that waits: next submission").click()
    page.wait_for_url(lambda url: "/submissions/" in url and identity not in url)
    page.wait_for_selector("#classroom-bar")
    assert page.get_by_label("Points for why").count() == 1  # a submission to grade, not the list of them


def test_errors_are_sentences_and_names_and_previews_lead_somewhere(server, page):
    page.goto(f"{server.url}/formgrader/manage_assignments")
    page.get_by_role("link", name=re.compile("Generate the student version of")).click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert "Traceback" not in dialog.inner_text() and "is its container running?" in dialog.inner_text()
    assert dialog.locator(".classroom-log").evaluate("e => e.scrollWidth <= e.clientWidth")
    dialog.get_by_role("button", name="OK").click()
    page.get_by_role("link", name=re.compile("Due date of")).click()
    said = page.get_by_role("dialog").inner_text()
    assert "course.yml" in said and "`" not in said and "Due date: none" in said
    assert page.locator("input[type=datetime-local]").count() == 0
    page.get_by_role("dialog").get_by_role("button", name="OK").click()
    page.locator("td.name a").click()
    page.get_by_role("heading", name=f"Grading of {ASSIGNMENT}").wait_for()


def test_sending_feedback_to_the_class_is_asked_about_with_the_number(server, page):
    asked, sent = [], []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/release_feedback") else None)
    page.goto(f"{server.url}/formgrader/manage_assignments")
    with page.expect_event("dialog"):
        page.get_by_role("link", name=re.compile("Release feedback for")).click()
    assert re.match(r"\d+ of 10 submissions of ps1 still wait for a person", asked[0]) and sent == []


def test_nobody_can_be_added_or_renamed(server, page):
    page.goto(f"{server.url}/formgrader/manage_students")
    page.wait_for_selector("td.id")
    assert page.get_by_text("Add new student").count() == 0 and "roster.csv" in page.inner_text("body")
    page.get_by_role("link", name=re.compile("Where to change")).first.click()
    assert page.get_by_role("dialog").locator("input").count() == 0


@pytest.mark.parametrize("place, cell", [("manage_students", "td.name"), (f"manage_submissions/{ASSIGNMENT}", "td.student-name")])
def test_whom_the_roster_gives_no_name_is_called_by_the_user_name(server, page, place, cell):
    with sqlite3.connect(server.course / "gradebook.db") as db:
        db.execute("UPDATE student SET last_name = 'Curie', first_name = NULL WHERE id = 's2'")
        db.execute("UPDATE student SET last_name = NULL, first_name = NULL WHERE id = 's3'")
    page.goto(f"{server.url}/formgrader/{place}")
    page.wait_for_selector(cell)
    names = page.locator(cell).all_inner_texts()
    assert {"Curie", "s3"} <= set(names) and not any("None" in name for name in names)


def test_the_preview_shows_what_students_get(server, page):
    release = server.course / "release" / ASSIGNMENT
    release.mkdir(parents=True, exist_ok=True)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Hello"), nbformat.v4.new_code_cell("answer = 42")])
    nbformat.write(book, release / f"{BOOK}.ipynb")
    elsewhere = []
    page.on("request", lambda request: request.url.startswith(server.url) or elsewhere.append(request.url))
    page.goto(f"{server.url}/formgrader/manage_assignments")
    page.get_by_role("link", name=re.compile("Preview")).click()
    page.get_by_role("heading", name=re.compile("Hello")).wait_for()
    assert "answer = 42" in page.inner_text("body") and elsewhere == []
