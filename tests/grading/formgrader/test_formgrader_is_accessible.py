"""axe on every page of formgrader and of ours: nothing serious or critical, on a desk by day and on a phone by night."""

import re
import shutil

import pytest
from accessibility import serious
from coursework import ASSIGNMENT, BOOK
from formgrader_server import HEADER, FormgraderServer

from grading.messages.reporter import Reporter
from grading.records.context import open_assignment
from grading.similarity.screen import report as report_similarity

pytestmark = pytest.mark.docker
PAGES = (
    "formgrader/manage_assignments", f"formgrader/manage_submissions/{ASSIGNMENT}", "formgrader/manage_students",
    "formgrader/manage_students/s0", f"formgrader/manage_students/s0/{ASSIGNMENT}", "formgrader/gradebook",
    f"formgrader/gradebook/{ASSIGNMENT}", f"formgrader/gradebook/{ASSIGNMENT}/{BOOK}", "formgrader/submissions/ID/",
    f"formgrader/question/{ASSIGNMENT}/{BOOK}/why", "reviews", "grading", f"grading/{ASSIGNMENT}",
    f"grading/{ASSIGNMENT}/review", f"grading/{ASSIGNMENT}/raters", f"formgrader/preview/{ASSIGNMENT}", "grading/nothing",
    f"grading/{ASSIGNMENT}/similarity",
)  # fmt: skip
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}


@pytest.fixture(scope="module")
def server(class_once, tmp_path_factory):
    root = shutil.copytree(class_once, tmp_path_factory.mktemp("looks") / "course")
    with open_assignment(root, ASSIGNMENT, Reporter(lambda _: None)) as context:
        report_similarity(context, [], None, 0.6)
    server = FormgraderServer(root, tmp_path_factory.mktemp("server")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def submission(server):
    return server.api("tess").submissions(ASSIGNMENT, BOOK)["s0"]["id"]


@pytest.mark.parametrize(("width", "light"), [(1280, "light"), (390, "dark")])
def test_no_serious_finding(server, submission, browser, width, light):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, extra_http_headers={HEADER: "tess"}, color_scheme=light
    )
    page, found = context.new_page(), {}
    page.set_default_timeout(90_000)
    for path in PAGES:
        page.goto(f"{server.url}/{path.replace('ID', submission)}")
        page.wait_for_load_state("networkidle")
        if "submissions/ID" in path or "question" in path:
            page.wait_for_selector("#classroom-bar")
            page.wait_for_function("$('textarea.comment').get().every(box => box.getAttribute('aria-label'))")
        said = serious(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            said.append("wider than the window")
        if path.startswith("grading") and page.evaluate("getComputedStyle(document.body).backgroundColor") != PAPER[light]:
            said.append("not in the light that the reader asked for")
        if said:
            found[path] = said
    page.goto(f"{server.url}/formgrader/manage_assignments")
    page.get_by_role("link", name=re.compile("Due date of")).click()
    page.get_by_role("dialog").get_by_role("button", name="OK").wait_for()
    page.wait_for_function("getComputedStyle(document.querySelector('.modal')).opacity === '1'")
    if said := serious(page):
        found["a dialog"] = said
    ok = page.get_by_role("dialog").get_by_role("button", name="OK")
    assert ok.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(11, 83, 148)", "white words on nothing"
    context.close()
    assert not found, "\n".join(f"{path}: {line}" for path, lines in found.items() for line in lines)
