"""The pages of the learner's server in light and dark, on a desk and a phone: as the hub's, as chosen or as the system."""

import pytest
from accessibility import serious
from playwright.sync_api import expect

# As of the hub's pages (tests/hub/browser/test_looks.py).
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}
PAPER_OF = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def addresses(learner, lab, classroom):
    """The course page, an error and a page of feedback of this classroom."""
    learner.tito("feedback", "01")
    page = next((learner.home / "modules").glob("01_tensor/feedback/*/*.html")).relative_to(learner.home)
    return [f"{lab}/course", f"{lab}/nothing", f"{lab}/course/feedback/{page}"]


def test_they_are_as_light_as_the_system_and_axe_finds_nothing_serious(addresses, page):
    wrong = []
    for address in addresses:
        page.goto(address)
        for light, paper in PAPER.items():
            page.emulate_media(color_scheme=light)
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(PAPER_OF) == paper, (address, light)
                # No script runs on the page of feedback, axe's neither (what is on it: tests/grading/feedback).
                found = [] if "/feedback/" in address else serious(page)
                wrong += [f"{address} {light} {width}: {finding}" for finding in found]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wrong.append(f"{address} {light}: wider than {width}")
    assert wrong == []


def test_what_is_chosen_by_the_button_holds_on_every_page_and_on_the_hubs(addresses, page):
    course, nothing, _ = addresses
    page.goto(course)
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(PAPER_OF) == PAPER["dark"]
    page.goto(nothing)
    assert page.evaluate(PAPER_OF) == PAPER["dark"]
    # The name under which JupyterHub's own pages keep it.
    assert page.evaluate("localStorage.getItem('jupyterhub-bs-theme')") == "dark"
    page.get_by_role("button", name="Light or dark").press("Enter")
    assert page.evaluate(PAPER_OF) == PAPER["light"]
    expect(page.get_by_role("link", name="Course page").first).to_be_visible()
