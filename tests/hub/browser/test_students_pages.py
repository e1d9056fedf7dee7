"""A student's server, in the power of the student, and other people's browsers: nothing of it opens there."""

import re
import socket
from urllib.parse import urlsplit

import pytest
import requests
from hub_browser import CHOSEN as PASSWORD
from hub_browser import Browser, Person

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def owner(classroom):
    person = Person(classroom)
    classroom.start_hostile_server(person.name)
    return person


@pytest.fixture(scope="module")
def victim(classroom):
    return Person(classroom)


@pytest.fixture
def owners_page(chromium, owner):
    page = owner.window(chromium)
    page.goto(f"{owner.url}/user/{owner.name}/page")
    yield page
    page.context.close()


def test_the_owner_opens_the_own_server(owners_page, owner):
    assert (owners_page.title(), urlsplit(owners_page.url).path) == ("hostile", f"/user/{owner.name}/page")


def test_another_person_gets_no_page_of_it(chromium, victim, owner):
    page = victim.window(chromium)
    answer = page.goto(f"{owner.url}/user/{owner.name}/page")
    assert answer.status == 403 and page.title() != "hostile"
    assert f"Only {owner.name} can open it" in page.inner_text("body")


def test_a_stranger_is_asked_to_log_in(owner):
    answer = requests.get(f"{owner.url}/user/{owner.name}/page", headers={"Accept": "text/html"}, timeout=30)
    assert "/hub/login" in answer.url


@pytest.mark.parametrize("path", [
    "/user/{}/page", "/%75ser/{}/page", "/user%2F{}/page", "//user/{}/page", "/%2Fuser/{}/page", "/hub/../user/{}/page",
    "/./user/{}/page",
])
@pytest.mark.parametrize("mode", ["navigate", "no-cors", "cors", None])
def test_no_spelling_and_no_kind_of_request_gets_around_it(victim, owner, path, mode):
    """Sent as it stands; requests and browsers would tidy the path first."""
    cookie = "; ".join(f"{name}={value}" for name, value in victim.session.cookies.items())
    fetch = f"Sec-Fetch-Mode: {mode}\r\n" if mode else "Accept: text/html\r\n"
    assert "hostile" not in ask(owner.url, f"GET {path.format(owner.name)}", fetch + f"Cookie: {cookie}\r\n")


def test_no_web_socket_gets_around_it(victim, owner):
    upgrade = (
        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    )
    assert ask(owner.url, f"GET /user/{owner.name}/page", upgrade).startswith("HTTP/1.1 403")


def test_a_ticket_works_in_the_browser_it_was_made_for_only(victim, owner):
    ticket = owner.visit(f"/user/{owner.name}/page").headers["Location"]
    assert victim.session.get(victim.url + ticket, timeout=30).status_code == 403
    assert victim.session.cookies["classroom-visitor"] == "nobody"


def test_a_visitor_cookie_cannot_be_written_by_hand(owner):
    forged = "eyJuYW1lIjoiYSIsIm9yaWdpbiI6IiIsInVudGlsIjo5OTk5OTk5OTk5LCJraW5kIjoidmlzaXRvciJ9.AAAA"
    answer = requests.get(f"{owner.url}/user/{owner.name}/page", cookies={"classroom-visitor": forged}, timeout=30)
    assert "/hub/login" in answer.url


def in_one_browser(classroom, owner, leave=lambda person: None):
    """The browser of `owner`, who has seen the own server and then did `leave`, where another person logs in after that."""
    browser = Browser(owner.url)
    browser.log_in(owner.name, PASSWORD)
    page = f"{owner.url}/user/{owner.name}/page"
    assert "hostile" in browser.session.get(page, headers={"Accept": "text/html"}, timeout=30).text
    leave(browser)
    other, password = classroom.add_newcomer()
    browser.log_in(other, password)
    answer = browser.choose(PASSWORD)
    assert answer.status_code == 302
    return browser, page, answer


def log_out(browser):
    return browser.session.get(f"{browser.url}/hub/logout", allow_redirects=False, timeout=30)


def forget_log_in(browser):
    """As when the log-in ran out."""
    for cookie in list(browser.session.cookies):
        if cookie.path == "/hub/":
            browser.session.cookies.clear(cookie.domain, cookie.path, cookie.name)


@pytest.mark.parametrize("leave", [log_out, forget_log_in])
@pytest.mark.parametrize("mode", ["navigate", "cors"])
def test_the_next_person_in_the_browser_sees_nothing_of_it(classroom, owner, leave, mode):
    browser, page, answer = in_one_browser(classroom, owner, leave)
    assert "hostile" not in browser.session.get(page, headers={"Sec-Fetch-Mode": mode}, timeout=30).text
    assert "storage" in answer.headers["Clear-Site-Data"]


def test_a_cookie_that_the_page_left_for_its_own_path_opens_nothing(classroom, owner):
    kept = []

    def leave(browser):
        kept.append(browser.session.cookies["classroom-visitor"])
        log_out(browser)

    browser, page, _ = in_one_browser(classroom, owner, leave)
    now = browser.session.cookies["classroom-visitor"]
    header = {"Cookie": f"classroom-visitor={kept[0]}; classroom-visitor={now}", "Sec-Fetch-Mode": "cors"}
    assert requests.get(page, headers=header, timeout=30).status_code == 403


def test_after_the_log_out_the_browser_sees_nothing_of_it(owner):
    browser = Browser(owner.url)
    browser.log_in(owner.name, PASSWORD)
    page = f"{owner.url}/user/{owner.name}/page"
    assert "hostile" in browser.session.get(page, headers={"Accept": "text/html"}, timeout=30).text
    assert "storage" in log_out(browser).headers["Clear-Site-Data"]
    assert browser.session.get(page, headers={"Sec-Fetch-Mode": "cors"}, timeout=30).status_code == 403


@pytest.mark.parametrize("path", ["/hub/login", "/hub/home", "/services/ngshare/healthz"])
def test_no_page_of_a_student_keeps_a_hold_on_a_window_of_the_classroom(owner, path):
    answer = owner.session.get(owner.url + path, allow_redirects=False, timeout=30)
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("end", ["\u4e2d", "a b", "%2F?x=\u00fc", "\n", "%"])
def test_a_visit_takes_any_sign_in_its_address(owner, end):
    ticket = owner.visit(f"/user/{owner.name}/{end}").headers["Location"]
    answer = requests.get(owner.url + ticket, cookies={"classroom-visit": "n" * 22}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302 and answer.headers["Location"].startswith(f"/user/{owner.name}/")


def test_a_visit_leads_to_the_own_server_and_nowhere_else(owner):
    for to in (
        "https://example.org/", "//example.org/", f"//example.org/user/{owner.name}/", "/hub/logout", f"/user/{owner.name}x/",
        f"/user/{owner.name}/../../hub/logout", f"/user/{owner.name}/..%2F../hub/logout", f"/user/{owner.name}\\..\\x",
    ):
        assert owner.visit(to).status_code == 400, to


def test_the_server_learns_no_cookie_of_the_classroom(owners_page, owner):
    owners_page.goto(f"{owner.url}/user/{owner.name}/headers")
    assert not re.search("classroom-visit|jupyterhub-hub-login", owners_page.inner_text("body"))


def test_no_service_worker_watches_the_log_in_form_or_answers_for_the_next_person(owners_page):
    assert not {"registered", "none"} & set(owners_page.evaluate("window.registered"))


def test_a_page_does_not_open_from_the_cache_for_the_next_person(chromium, owner, victim):
    page = owner.window(chromium)
    page.goto(f"{owner.url}/user/{owner.name}/page")
    page.context.clear_cookies()
    page.context.add_cookies(victim.cookies())
    page.goto(f"{owner.url}/hub/home")
    page.goto(f"{owner.url}/user/{owner.name}/page")
    title = page.title()
    page.context.close()
    assert title != "hostile"


@pytest.mark.parametrize(("path", "kept"), [("page", False), ("worker.js", True), ("headers", False)])
def test_only_what_opens_as_no_page_stays_in_the_cache(owner, path, kept):
    owner.session.get(f"{owner.url}/user/{owner.name}/page", headers={"Accept": "text/html"}, timeout=30)
    answer = owner.session.get(f"{owner.url}/user/{owner.name}/{path}", timeout=30)
    assert answer.headers["Cache-Control"] == ("max-age=31536000, immutable" if kept else "no-store")


def test_the_first_visit_of_another_person_clears_what_pages_stored(classroom, owner):
    browser = Person(classroom)
    for cookies, cleared in (({}, True), (owner.session.cookies, True), (None, False)):
        cookies = browser.session.cookies if cookies is None else cookies
        ticket = browser.visit(f"/user/{browser.name}/").headers["Location"]
        kept = {name: value for name, value in cookies.items() if name == "classroom-visitor"} | {"classroom-visit": "n" * 22}
        answer = requests.get(browser.url + ticket, cookies=kept, allow_redirects=False, timeout=30)
        assert (answer.status_code, "Clear-Site-Data" in answer.headers) == (302, cleared)
        browser.session.cookies.set("classroom-visitor", answer.cookies["classroom-visitor"])


def test_every_cookie_keeps_to_its_site(owner):
    owner.session.get(f"{owner.url}/user/{owner.name}/page", headers={"Accept": "text/html"}, timeout=30)
    for path in ("/hub/login", f"/user/{owner.name}/page", "/hub/home"):
        answer = owner.session.get(owner.url + path, allow_redirects=False, timeout=30)
        for cookie in answer.raw.headers.getlist("Set-Cookie"):
            assert "SameSite=Lax" in cookie, (path, cookie)


def test_a_program_with_a_token_is_passed_on(classroom, owner):
    headers = {"Authorization": f"token {classroom.token('alice')}"}
    assert "hostile" in requests.get(f"{owner.url}/user/{owner.name}/page", headers=headers, timeout=30).text


def ask(url, line, headers):
    """Send a request as it stands and return the answer."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall(f"{line} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n{headers}\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode(errors="replace")
