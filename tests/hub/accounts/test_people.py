"""The page on which instructors renew passwords: whom it serves, whom it reaches, and that it says a password once."""

import re

import pytest
from hub_browser import Browser

pytestmark = pytest.mark.docker
PEOPLE = "/hub/people"
EXTRA = "ida,Ida,Ito,,instructor\nruth,Ruth,Root,,admin\nnora,Nora,New,,student\n"
CHOSEN = "lantern-harbour-{}"


@pytest.fixture(scope="module")
def window(classroom):
    """`window(name)`: a browser in which this person of the course is logged in."""
    status, output = classroom.apply_roster(classroom.roster + EXTRA)
    assert status == 0, output
    passwords, windows = {}, {}

    def window(name):
        if name not in windows:
            windows[name] = Browser(classroom.url)
            if name not in passwords:
                passwords[name] = classroom.accounts(renew=[name])["renewed"][name]
                windows[name].log_in(name, passwords[name])
                assert windows[name].choose(CHOSEN.format(name)).status_code == 302
        return windows[name]

    yield window
    classroom.apply_roster(classroom.roster)


def renew(browser, name):
    browser.open(PEOPLE)
    return browser.post(PEOPLE, renew=name)


def shown_password(page):
    found = re.search(r'id="one-time-password">([^<]+)<', page)
    return found and found.group(1)


def test_an_instructor_sees_everybody_with_role_and_state(window):
    page = " ".join(window("ada").open(PEOPLE).text.split())
    lines = {name: page.split(f"<strong>{name}</strong>")[1].split("</tr>")[0] for name in ("ada", "tess", "alice", "nora")}
    assert "has logged in" in lines["ada"] and "one-time password not used yet" in lines["nora"]
    assert "<td>ta</td>" in lines["tess"] and "<td>student</td>" in lines["alice"]


@pytest.mark.parametrize(("name", "path"), [
    ("ada", PEOPLE), ("ada", "/hub/home"), ("tess", "/hub/home"), ("tess", "/hub/change-password"),
])
def test_graders_find_the_way_back_to_the_course_and_its_grading(window, name, path):
    page = window(name).open(path).text
    assert '<a href="/services/tinytorch/grading">Course and grading</a>' in page
    assert '<a href="/services/tinytorch/formgrader">Formgrader</a>' in page and ">Services<" not in page


def test_a_student_sees_no_way_to_the_grading(window):
    assert "grading" not in window("alice").open("/hub/home").text


def test_an_instructor_renews_a_students_password(window, classroom):
    window("alice")
    page = renew(window("ada"), "alice")
    password = shown_password(page.text)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert window("alice").open("/hub/home").status_code == 302  # her old log-in has ended
    assert Browser(classroom.url).log_in("alice", CHOSEN.format("alice")).status_code == 403
    assert "Choose your password" in Browser(classroom.url).log_in("alice", password).text


def test_the_password_is_shown_once_and_kept_nowhere(window, classroom):
    password = shown_password(renew(window("ada"), "bob").text)
    assert password not in window("ada").open(PEOPLE).text
    assert "bob" not in classroom.one_time_passwords()
    assert password.encode() not in classroom.hub.logs()


def test_a_page_that_is_loaded_again_does_not_end_the_password_that_it_showed(window, classroom):
    form = re.search(r'name="form" value="([^"]+)"', window("ada").open(PEOPLE).text)[1]
    password = shown_password(window("ada").post(PEOPLE, renew="bob", form=form).text)
    again = window("ada").post(PEOPLE, renew="bob", form=form)
    assert again.status_code == 409 and "bob keeps the one-time password" in again.text
    assert "Choose your password" in Browser(classroom.url).log_in("bob", password).text


def test_an_assistants_password_can_be_renewed(window):
    assert shown_password(renew(window("ida"), "tess").text)


@pytest.mark.parametrize("name", ["ruth", "ida", "ada", "tinytorch", "nobody", "", "new*"])
def test_admins_instructors_and_strangers_are_out_of_reach(window, name):
    answer = renew(window("ada"), name)
    assert answer.status_code == 403 and shown_password(answer.text) is None


def test_an_admin_may_use_the_page(window):
    assert shown_password(renew(window("ruth"), "nora").text)


@pytest.mark.parametrize("name", ["tess", "alice"])
def test_assistants_and_students_get_neither_page_nor_password(window, classroom, name):
    browser = Browser(classroom.url)
    browser.log_in(name, classroom.accounts(renew=[name])["renewed"][name])
    browser.choose(CHOSEN.format(name))
    assert browser.open(PEOPLE).status_code == 403
    browser.open("/hub/change-password")
    assert browser.post(PEOPLE, renew="bob").status_code == 403
    assert "/hub/people" not in browser.open("/hub/home").text


def test_a_stranger_is_sent_to_the_log_in_page(classroom):
    assert "/hub/login" in Browser(classroom.url).open(PEOPLE).headers["Location"]


def test_another_sites_form_is_refused(window):
    browser = window("ada")
    browser.open(PEOPLE)
    browser.xsrf = "forged"
    assert browser.post(PEOPLE, renew="bob").status_code == 403


def test_a_token_does_not_open_the_page(classroom, window):
    window("ada")
    headers = {"Authorization": f"token {classroom.token('ada')}"}
    browser = Browser(classroom.url)
    browser.session.headers.update(headers)
    assert browser.open(PEOPLE).status_code == 302
