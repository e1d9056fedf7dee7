"""From every page of the staff there is a way to the hub's pages and out of the classroom."""

import pytest
from coursework import ASSIGNMENT

from grading.course.directory import CourseDir
from grading.formgrader.dashboard.course import course_page
from grading.formgrader.dashboard.figures import read_figures
from grading.formgrader.dashboard.page import page
from grading.formgrader.pages.page_templates import dressed, pages_environment

FORMGRADERS = ("manage_assignments.tpl", "gradebook_assignments.tpl", "manage_students.tpl", "manage_submissions.tpl",
               "error.tpl")  # fmt: skip


@pytest.fixture(autouse=True)
def hub(monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_API_URL", "http://hub:8081/hub/api")
    monkeypatch.setenv("JUPYTERHUB_BASE_URL", "/class/")


def shown(name: str, instructor: bool) -> str:
    names = {"base_url": "/x", "instructor": instructor, "assignment_id": "ps1", "said": "", "known": True}
    return pages_environment().get_template(name).render(names)


@pytest.mark.parametrize("name", FORMGRADERS)
def test_formgraders_pages_lead_to_the_hub_and_out(name):
    for address in ("/class/hub/home", "/class/hub/change-password", "/class/hub/logout"):
        assert f'href="{address}"' in shown(name, False), address
    assert '"/class/hub/people"' in shown(name, True) and '"/class/hub/people"' not in shown(name, False)


@pytest.mark.parametrize("name", FORMGRADERS)
def test_what_says_what_waits_comes_first(name):
    text = shown(name, False)
    assert 0 < text.index('grading">Course and grading<') < text.index('manage_assignments">Manage Assignments<')


def test_so_does_the_page_of_a_submission():
    page = dressed('<html><head></head><body><ul class="breadcrumb"></ul><div class="help"></div></body></html>', "/x")
    assert 'href="/class/hub/logout"' in page and 'href="/x/grading"' in page


def test_so_do_the_pages_of_the_dashboard(course):
    course = CourseDir(course)
    pages = course_page(course, "/x", False), page(read_figures(course, ASSIGNMENT), "/x")
    assert all('href="/class/hub/logout"' in text and "/class/hub/people" not in text for text in pages)
    assert '"/class/hub/people"' in course_page(course, "/x", True)


def test_without_a_hub_nothing_leads_there(monkeypatch):
    monkeypatch.delenv("JUPYTERHUB_API_URL")
    assert "logout" not in shown("manage_assignments.tpl", True)


def test_an_error_of_nobody_known_offers_nothing_of_the_staff():
    text = pages_environment().get_template("error.tpl").render(base_url="/x", said="Nothing.", home="/class/hub/home")
    assert '<a href="/class/hub/home">Start page</a>' in text
    for entry in ("Gradebook", "Manage", "Course and grading", "My Reviews", "People"):
        assert entry not in text, entry
