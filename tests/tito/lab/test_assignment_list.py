"""JupyterLab's list of assignments in a real browser: titles, due dates, local time, points, and feedback that opens."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import learner_notebooks as notebooks
import pytest
import requests
import yaml
from instructor import Classroom
from playwright.sync_api import expect

from grading.feedback.page_exporter import FeedbackPages

ROOT = Path(__file__).parents[3]
SCREENSHOTS = ROOT / "build" / "screenshots"


def feedback_page() -> str:
    row = {"kind": "test", "name": "test_sum", "title": "sum", "points": 60, "score": 52.5, "state": "part"}
    row |= dict.fromkeys(("section", "anchor", "changed", "agreed", "comment"), "") | {"hints": ["add all of them"]}
    summary = {"score": 52.5, "maximum": 60, "penalty": 0, "rows": [row]}
    test = {"cell_type": "code", "source": "assert sum", "outputs": [], "execution_count": None,
            "metadata": {"nbgrader": {"grade_id": "test_sum", "grade": True, "locked": True}}}
    notebook = {"cells": [test], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return FeedbackPages().render("01_tensor", notebook, summary)


@pytest.fixture
def classroom(learner, tmp_path) -> Classroom:
    """A classroom with a calendar that has released Module 01; the learner has submitted twice and got feedback on the first."""
    found = Classroom(tmp_path)
    found.write_config(Path(learner.env["JUPYTER_CONFIG_DIR"]))
    with (Path(learner.env["JUPYTER_CONFIG_DIR"]) / "nbgrader_config.py").open("a") as config:
        config.write(f"c.Exchange.assignment_dir = {str(learner.home / 'modules')!r}\n")
    found.release()
    course = yaml.safe_load(Path(learner.env["TINYTORCH_COURSE_FILE"]).read_text())
    course |= {"timezone": "Europe/Berlin", "calendar": {1: {"due": "2030-01-10 12:00"}}}
    own = tmp_path / "course.yml"
    own.write_text(yaml.safe_dump(course, sort_keys=False))
    learner.env |= {"JUPYTERHUB_API_TOKEN": "token", "TINYTORCH_COURSE_FILE": str(own)}
    del learner.env["TINYTORCH_RELEASE_DIR"]
    learner.write(notebooks.SOLUTION)
    first = learner.tito("submit", "01")
    assert first.returncode == 0, first.stderr
    found.give_feedback(feedback_page())
    learner.tito("submit", "01")
    return found


@pytest.fixture
def lab(learner, classroom, tmp_path):
    """Address of a JupyterLab with nbgrader's list and the course's extension."""
    extensions = tmp_path / "share" / "labextensions"
    extensions.mkdir(parents=True)
    (extensions / "tinytorch").symlink_to(ROOT / "tito" / "page" / "labextension")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "lab.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0",
         "--IdentityProvider.token=", f"--ServerApp.root_dir={learner.home}",
         "--ServerApp.jpserver_extensions={'tito.page': True, 'tito.lab': True,"
         " 'nbgrader.server_extensions.assignment_list': False, 'nbgrader.server_extensions.validate_assignment': False}"],
        cwd=learner.home, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        env=learner.env | {"NGSHARE_URL": "http://127.0.0.1:9", "JUPYTER_PATH": str(tmp_path / "share"),
                           "PYTHONPATH": f"{learner.installation}:{ROOT}"},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            assert process.poll() is None, (tmp_path / "lab.log").read_text()[-4000:]
            try:
                requests.get(f"{address}/api/status", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
        log.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="America/New_York")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


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
    expect(newest).to_have_text(re.compile(r"^Submitted \d+ \w{3} 20\d\d, \d\d:\d\d$"))
    assert not re.search(r"\d\.\d{6}|UTC", submitted.inner_text())
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "assignment-list.png")
    with page.expect_popup() as opened:
        graded.get_by_text("view feedback").click()
    feedback = opened.value
    expect(feedback.get_by_role("heading", name="Feedback on 01_tensor")).to_be_visible()
    feedback.set_viewport_size({"width": 390, "height": 844})
    feedback.get_by_role("link", name="sum").click()
    assert feedback.evaluate("document.querySelector(':target').innerText").startswith("Test: sum")
    assert feedback.evaluate("document.documentElement.scrollWidth") == 390
    feedback.screenshot(path=SCREENSHOTS / "feedback-opened.png")


def test_submit_says_what_would_not_count_and_sends_at_the_second_press(lab, page, learner, classroom):
    learner.notebook.write_text('{"cells": [')
    before = len(classroom.inbound())
    page.goto(f"{lab}/lab")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_text("Assignment List").click()
    submit = page.locator("#fetched_assignments_list").get_by_text("Submit", exact=True)
    submit.click(timeout=60_000)
    dialog = page.locator(".jp-Dialog-content")
    expect(dialog).to_contain_text("01_tensor.ipynb would earn nothing: the notebook file is", timeout=60_000)
    expect(dialog).to_contain_text("Press Submit again to send it all the same.")
    page.screenshot(path=SCREENSHOTS / "submit-doubts.png")
    dialog.get_by_role("button").last.click()
    assert len(classroom.inbound()) == before
    submit.click()
    expect(page.locator("#submitted_assignments_list .nested_list_item")).to_have_count(before + 1, timeout=60_000)
    assert len(classroom.inbound()) == before + 1
    assert "Submitted 01_tensor at" in (learner.notebook.parent / "submitted.txt").read_text()


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


def test_the_course_page_says_in_local_time_when_a_module_was_submitted(lab, page):
    page.goto(f"{lab}/course")
    module = page.get_by_role("region", name="Modules").get_by_role("listitem").first
    expect(module).to_contain_text(re.compile(r"submitted \d+ \w{3} 20\d\d, \d\d:\d\d"))
    expect(module).not_to_contain_text("UTC")


def assert_on_the_screen(locator):
    box = locator.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390, box
