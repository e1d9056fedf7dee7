"""The feedback that the course page opens: a way back above it, on a phone too, and nothing in the file acts."""

import json

import pytest
import requests

FOLDER = "modules/01_tensor/feedback/2026-03-01 10:00:00.000000 UTC"
PAGE = "<html lang='en'><head><title>Feedback</title></head><body class='x'><h1>Feedback on 01</h1>{}</body></html>"
ACTS = "<script>document.title = 'acted'</script><img src=x onerror=\"document.title = 'acted'\">"


@pytest.fixture
def fetched(learner, lab):
    """The address of a page that the learner fetched and changed."""
    folder = learner.home / FOLDER
    folder.mkdir(parents=True)
    (folder / "01_tensor.html").write_text(PAGE.format(ACTS))
    return f"{lab}/course/feedback/{FOLDER.replace(' ', '%20')}/01_tensor.html"


def test_the_course_page_is_one_click_away_on_a_phone_and_no_script_runs(fetched, lab, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(fetched)
    assert page.get_by_role("heading", name="Feedback on 01").is_visible() and page.title() == "Feedback"
    assert page.evaluate("window.origin") == "null"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Course page"
    page.get_by_role("link", name="Course page").click()
    page.wait_for_url(f"{lab}/course")
    page.get_by_role("region", name="Modules").wait_for()
    context.close()


def test_it_says_which_submission_it_is_on_and_that_there_is_a_newer_one(fetched, lab, learner):
    submissions = learner.home / "modules" / "01_tensor" / "feedback"
    newest = json.loads(learner.tito("module", "status", "--json").stdout)["modules"][0]["submitted"]
    (submissions / newest).mkdir()
    (submissions / newest / "01_tensor.html").write_text(PAGE.format(""))
    old = requests.get(fetched, timeout=30).text
    assert "On your submission of 2026-03-01 11:00:00 CET. You have submitted again on 2" in old
    new = requests.get(f"{lab}/course/feedback/modules/01_tensor/feedback/{newest}/01_tensor.html", timeout=30).text
    assert "On your submission of 2" in new and "submitted again" not in new


def test_back_from_it_the_course_page_says_how_things_are_now(fetched, lab, browser, learner):
    page = browser.new_page()
    page.goto(f"{lab}/course")
    page.get_by_role("link", name="Feedback on Module 01").click()
    page.get_by_role("heading", name="Feedback on 01").wait_for()
    (learner.notebook.parent / "numpy.py").write_text("")
    page.go_back()
    assert page.get_by_text("numpy.py beside the notebook hides the library numpy").is_visible()
    page.close()


def test_the_course_page_leads_to_it_and_it_is_sandboxed(fetched, lab):
    assert f'href="{fetched.removeprefix(lab)}"' in requests.get(f"{lab}/course", timeout=30).text.replace("%3A", ":")
    policy = requests.get(fetched, timeout=30).headers["Content-Security-Policy"]
    (sandbox,) = [part.split() for part in policy.split(";") if part.split()[:1] == ["sandbox"]]
    assert "allow-scripts" not in sandbox and "allow-same-origin" not in sandbox


def test_no_other_file_is_shown(fetched, lab, learner):
    (learner.home / "mine.html").write_text(PAGE.format(""))
    (learner.home / FOLDER / "link.html").symlink_to("/etc/passwd")
    for path in ("mine.html", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", f"{FOLDER}/link.html", FOLDER, f"{FOLDER}/no.html"):
        assert requests.get(f"{lab}/course/feedback/{path}", timeout=30).status_code == 404, path
