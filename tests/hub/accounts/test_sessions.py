"""What a log-in leaves behind: tokens that end and that nobody makes by the way, and where a log-in may lead."""

import pytest
import requests
from hub_browser import Browser, xsrf

pytestmark = pytest.mark.docker
PASSWORD = "walnut-harbour-26"


@pytest.fixture(scope="module")
def student(classroom):
    person = Browser(classroom.url)
    person.name, password = classroom.add_newcomer()
    person.log_in(person.name, password)
    assert person.choose(PASSWORD).status_code == 302
    return person


def test_nobody_makes_tokens_with_a_log_in(student):
    page = student.session.get(student.url + "/hub/home", timeout=30)
    cookie = next(cookie.value for cookie in student.session.cookies if cookie.name == "_xsrf" and cookie.path == "/hub/")
    answer = student.session.post(
        f"{student.url}/hub/api/users/{student.name}/tokens", json={}, headers={"X-XSRFToken": cookie}, timeout=30
    )
    assert page.status_code == 200 and answer.status_code in (403, 404)


def test_a_token_ends_within_a_month(classroom):
    made = classroom.drive_hub("POST", "/users/alice/tokens", json={})
    assert made["expires_at"]
    with pytest.raises(requests.HTTPError):
        classroom.drive_hub("POST", "/users/alice/tokens", json={"expires_in": 366 * 86400})


def log_in_asking_for(student, to):
    """Log in with a page in mind; return where the hub sends the browser."""
    person = Browser(student.url)
    person.xsrf = xsrf(person.session.get(f"{student.url}/hub/login", params={"next": to}, timeout=30).text)
    fields = {"username": student.name, "password": PASSWORD, "_xsrf": person.xsrf}
    answer = person.session.post(
        f"{student.url}/hub/login", params={"next": to}, data=fields, allow_redirects=False, timeout=30
    )
    assert answer.status_code == 302
    return answer.headers["Location"]


@pytest.mark.parametrize("to", [
    "/user/ada/lab", "/user/ada", "/hub/user/ada/files/x.html", "/hub/visit/ada?to=/user/ada/x", "/user%2Fada/", "//user/ada/",
])
def test_a_log_in_leads_to_nobody_elses_page(student, to):
    assert "ada" not in log_in_asking_for(student, to)


def test_a_log_in_leads_to_the_own_page_that_was_asked_for(student):
    to = f"/user/{student.name}/lab/tree/a.ipynb"
    assert log_in_asking_for(student, to) == to
