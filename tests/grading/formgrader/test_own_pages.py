"""My Reviews and the rubric, as a teaching assistant reaches them in a real formgrader; and every module's rubric."""

import re

import pytest
from coursework import ASSIGNMENT, BOOK
from formgrader_server import HEADER, FormgraderServer

from curriculum.course import load_course
from grading.formgrader.pages.rubric import rubric_of
from grading.review.review_queue import sample


@pytest.fixture
def formgrader(graded, opened, tmp_path):
    (graded / "rubrics").mkdir()
    (graded / "rubrics" / f"{ASSIGNMENT}.md").write_text("# Rubric\n\n| criterion | asks |\n|---|---|\n| Clear | the claim |")
    with opened(graded, critical=True, review_rate=0.4, double_review_rate=0) as context:
        sample(context, ["tess", "tom"])
    server = FormgraderServer(graded, tmp_path).start()
    yield server
    server.stop()


@pytest.mark.docker
def test_a_grader_finds_what_is_theirs_reads_it_and_finds_the_rubric(formgrader, browser):
    context = browser.new_context(extra_http_headers={HEADER: "tess"})
    page = context.new_page()
    page.goto(f"{formgrader.url}/formgrader/gradebook/{ASSIGNMENT}/{BOOK}")
    page.get_by_role("link", name="My Reviews").click()
    assert "2 of 2 wait for you" in page.inner_text("body")
    page.get_by_role("link", name=re.compile(r"Submission #\d+")).first.click()
    box = page.locator("input.score.needs_manual_grade:not(#why)")
    points = box.get_attribute("placeholder")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        box.fill(points)
        box.press("Tab")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Rubric").click()
    opened.value.locator("td", has_text="Clear").wait_for()
    page.goto(f"{formgrader.url}/reviews")
    assert "1 of 2 wait for you" in page.inner_text("body")
    context.close()


@pytest.mark.docker
def test_others_reviews_are_not_mine(formgrader):
    ada = formgrader.api("ada")
    # The second is the address that earlier versions gave it: bookmarks lead there.
    assert all("Nothing of the review samples is yours" in ada.page(address).text for address in ("reviews", "readings"))


@pytest.mark.docker
@pytest.mark.parametrize("name", ["nothing", "..%2F..%2Fgradebook.db", "..%2Frubrics%2Fps1", ".grading"])
def test_only_rubrics_are_shown(formgrader, name):
    assert formgrader.api("tess").page(f"rubric/{name}").status_code == 404


@pytest.mark.parametrize("module", load_course().built_modules, ids=lambda module: module.slug)
def test_every_module_has_a_rubric_with_the_papers_four_questions(module, tmp_path):
    """Clarity, edge cases, complexity and memory: section 6.8 of the paper; for the answers and for the code."""
    text = rubric_of(module.slug, tmp_path).read_text(encoding="utf-8")
    table = re.findall(r"^\| (Clear|Correct under pressure|Cost|Memory) \|", text, re.MULTILINE)
    code = text.partition("## When reading the code as well")[2].partition("\n## ")[0]
    assert table == ["Clear", "Correct under pressure", "Cost", "Memory"]
    assert re.findall(r"^\d\. (\w+)", code, re.MULTILINE)[:4] == ["Clarity", "Edge", "Complexity", "Memory"]
