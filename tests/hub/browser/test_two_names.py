"""A classroom with a host name: the hub and its services have one, students' servers another, and no page crosses over."""

import docker
import pytest
import requests
from hub_and_exchange import HubAndExchange

pytestmark = pytest.mark.docker
PASSWORD = "walnut-harbour-26"


@pytest.fixture(scope="module")
def room():
    room = HubAndExchange(
        docker.from_env(), CLASSROOM_PUBLIC_URL="http://lab.classroom.test:{port}",
        CLASSROOM_STUDENTS_URL="http://students.lab.classroom.test:{port}",
    )
    try:
        room.start()
        yield room
    finally:
        room.remove()


@pytest.fixture(scope="module")
def window(room, chromium):
    """Chromium where the owner of a hostile server has logged in at the hub."""
    page = chromium.new_page()
    # The hub cannot start a server of this name; a log-in ends at its own address.
    page.name, password = room.add_newcomer("fails")
    page.hub, page.students = room.environment["CLASSROOM_PUBLIC_URL"], room.environment["CLASSROOM_STUDENTS_URL"]
    room.start_hostile_server(page.name)
    page.goto(page.hub + "/hub/login?next=/hub/home")
    page.fill("#username_input", page.name)
    page.fill("#password_input", password)
    page.click("#login_submit")
    page.fill("#password", PASSWORD)
    page.fill("#confirmation", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_url("**/hub/home")
    yield page
    page.close()


def test_the_owners_page_opens_at_the_students_name_only(window):
    window.goto(f"{window.hub}/user/{window.name}/page?a=1")
    assert (window.title(), window.url) == ("hostile", f"{window.students}/user/{window.name}/page?a=1")


def test_the_page_can_read_nothing_of_the_hub(window):
    window.goto(f"{window.students}/user/{window.name}/page")
    reading = "fetch(%r, {credentials: 'include'}).then((answer) => answer.text(), (error) => error.name)"
    assert window.evaluate(reading % f"{window.hub}/hub/home") == "TypeError"


@pytest.mark.parametrize("path", ["/hub/home", "/hub/login", "/services/tinytorch/formgrader", "/"])
def test_the_students_name_serves_nothing_of_the_hub(room, window, path):
    window.goto(window.students + path)
    assert window.url.startswith(window.hub + "/")
    host = window.students.removeprefix("http://")
    assert requests.get(room.url + path, headers={"Host": host, "Sec-Fetch-Mode": "cors"}, timeout=30).status_code == 421


def test_a_server_that_does_not_run_is_told_of_by_the_hub(window):
    window.goto(f"{window.students}/user/nobody/lab")
    assert window.url.startswith(window.hub + "/hub/")


def test_programs_of_the_classroom_need_no_name(room):
    """Containers call the proxy by its container's name."""
    assert requests.get(room.url + "/hub/api/", timeout=30).ok
    assert requests.get(room.exchange_url + "/healthz", timeout=30).ok
