"""The course page alone, in a real browser: it opens by itself, its buttons work, and nothing speaks of an exchange."""

import pathlib
import re

import pytest
from accessibility import serious
from playwright.sync_api import expect

pytestmark = pytest.mark.docker
SCREENSHOTS = pathlib.Path(__file__).parents[2] / "build" / "screenshots"


@pytest.fixture(scope="module")
def page(alone, browser):
    address, token = alone.address()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/?token={token}")
    yield page
    page.close()


def picture(page, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def open_course(page, alone):
    page.goto(f"{alone.address()[0]}/course")


def module(page, title):
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=title))


def test_it_opens_by_itself_and_says_where_to_begin(page):
    assert page.url.split("?")[0].endswith("/course")
    expect(page.get_by_role("heading", name="Next", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Start Module 01").first).to_be_visible()
    expect(module(page, "02 Activations")).to_contain_text("after 01")
    assert module(page, "02 Activations").get_by_role("button").count() == 0
    picture(page, "course-page-new")


def test_start_opens_the_notebook(page):
    page.get_by_role("button", name="Start Module 01").first.click()
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    assert page.url.endswith("/lab/tree/modules/01_tensor/01_tensor.ipynb")


def test_jupyterlab_leads_back_and_lists_no_exchange(page):
    page.get_by_role("menuitem", name="Nbgrader").click()
    assert not any("Assignment List" in text for text in page.locator(".lm-Menu-itemLabel").all_inner_texts())
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Course page").click()
    expect(page.get_by_role("link", name="Open the notebook")).to_be_visible()


def test_a_failing_test_is_told_in_the_page(page):
    module(page, "01 Tensor").get_by_role("button", name=re.compile("^Test Module")).click()
    said = page.get_by_role("status")
    expect(said).to_contain_text("17 of 17 tests of Module 01 (Tensor) do not pass yet", timeout=60_000)
    said.get_by_text("All that was said").click()
    expect(said).to_contain_text("x @ y and x.matmul(y) give the matrix product")
    page.reload()
    expect(page.get_by_role("status")).to_have_count(0)


def test_a_file_that_hides_a_library_is_said(page, alone):
    alone.run("touch", "/home/student/modules/01_tensor/numpy.py")
    open_course(page, alone)
    expect(module(page, "01 Tensor")).to_contain_text("numpy.py beside the notebook hides the library numpy")
    expect(module(page, "01 Tensor")).to_contain_text("Rename it, as in my_numpy.py")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_page(page, alone, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_course(page, alone)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"course-page-{width}")


@pytest.mark.parametrize("path", ["course/start/1", "course/rm/01", "course/start/../01", "course/start/99"])
def test_addresses_that_are_none_change_nothing(page, alone, path):
    address = alone.address()[0]
    xsrf = next(each["value"] for each in page.context.cookies(address) if each["name"] == "_xsrf")
    answer = page.request.post(f"{address}/{path}", form={"_xsrf": xsrf})
    if path.endswith("99"):
        assert "There is no module" in answer.text() or "99" in answer.text()
    else:
        assert answer.status == 404


def test_a_button_needs_the_page_s_token(page, alone):
    """A page of somebody else cannot press a button: without the XSRF token nothing runs."""
    assert page.request.post(f"{alone.address()[0]}/course/start/02").status == 403


def test_a_stranger_is_told_where_the_token_stands_and_gets_in_with_it(alone, browser):
    address, token = alone.address()
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/course")
    assert "/login" in page.url and page.title() == "Log in to TinyTorch"
    expect(page.get_by_role("main")).to_contain_text("docker logs NAME")
    assert serious(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "log-in-alone")
    for typed in ("wrong", token):
        page.get_by_label("Token").fill(typed)
        page.keyboard.press("Enter")
        if typed == "wrong":
            expect(page.get_by_role("alert")).to_contain_text("neither the token nor the password")
    page.wait_for_url(lambda url: "/login" not in url)  # whose address names the course page, too
    page.goto(f"{address}/logout")
    expect(page.get_by_label("Token")).to_be_focused()
    context.close()


def test_the_log_names_no_exchange(alone):
    assert "exchange" not in alone.container.logs().decode().lower()


def test_a_silent_busy_kernel_counts_as_activity_here(alone):
    """The extension that tells the hub so is loaded (what it does: tests/tito/lab/test_busy_kernels.py)."""
    assert "tito.lab.busy_kernels | extension was successfully loaded" in alone.container.logs().decode()


def test_plots_are_drawn(alone):
    assert "inline" in alone.run("bash", "-lc", "python -c 'import matplotlib_inline; print(matplotlib_inline.__name__)'")
    alone.run("python", "-c", "import matplotlib.pyplot as p; p.plot([1, 2]); p.savefig('/tmp/plot.png')")


@pytest.mark.parametrize(("path", "status"), [
    ("nothing", 404), ("files/nothing.txt", 403), ("lab/extensions/nothing.js", 404), ("course/start/01", 405),
    ("files/closed/x.txt", 403),
])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_error_is_a_page_of_the_course_with_a_way_back(page, alone, path, status, width):
    alone.run("sh", "-c", "mkdir -p ~/closed && touch ~/closed/x.txt && chmod 0 ~/closed/x.txt")
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto(f"{alone.address()[0]}/{path}")
    assert answer.status == status and page.locator("html").get_attribute("lang") == "en"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    picture(page, f"error-{status}-{width}")
    page.get_by_role("main").get_by_role("link", name="Course page").click()
    expect(page.get_by_role("heading", name="Next", exact=True)).to_be_visible()


def test_a_program_is_told_of_an_error_in_json(page, alone):
    answer = page.request.get(f"{alone.address()[0]}/api/sessions/1-2-3-4-5")
    assert answer.status == 404 and "1-2-3-4-5" in answer.json()["message"]
