"""axe on every page of formgrader and of ours: nothing serious or critical, on a desk and on a phone."""

import re

import pytest
from accessibility import serious
from coursework import ASSIGNMENT, BOOK
from formgrader_server import HEADER, FormgraderServer

pytestmark = pytest.mark.docker
PAGES = (
    "formgrader/manage_assignments", f"formgrader/manage_submissions/{ASSIGNMENT}", "formgrader/manage_students",
    "formgrader/manage_students/s0", f"formgrader/manage_students/s0/{ASSIGNMENT}", "formgrader/gradebook",
    f"formgrader/gradebook/{ASSIGNMENT}", f"formgrader/gradebook/{ASSIGNMENT}/{BOOK}", "formgrader/submissions/ID/",
    f"formgrader/question/{ASSIGNMENT}/{BOOK}/why", "readings", "grading", f"grading/{ASSIGNMENT}",
    f"grading/{ASSIGNMENT}/review", f"grading/{ASSIGNMENT}/raters", f"formgrader/preview/{ASSIGNMENT}", "grading/nothing",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(class_once, tmp_path_factory):
    server = FormgraderServer(class_once, tmp_path_factory.mktemp("server")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def submission(server):
    return server.api("tess").submissions(ASSIGNMENT, BOOK)["s0"]["id"]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_serious_finding(server, submission, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, extra_http_headers={HEADER: "tess"})
    page, found = context.new_page(), {}
    page.set_default_timeout(90_000)
    for path in PAGES:
        page.goto(f"{server.url}/{path.replace('ID', submission)}")
        page.wait_for_load_state("networkidle")
        if "submissions/ID" in path or "question" in path:
            page.wait_for_selector("#classroom-bar")
        if said := serious(page):
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
