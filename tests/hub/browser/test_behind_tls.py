"""A classroom behind a TLS proxy, as docs/operators.md describes it: no cookie, redirect or page leaves https."""

import socket
from urllib.parse import urljoin, urlsplit

import docker
import pytest
import requests
from hub_and_exchange import HubAndExchange
from hub_browser import CHOSEN, Person
from tls_front import HOSTS, TlsFront

pytestmark = pytest.mark.docker
YEAR = 365 * 24 * 3600
ADDRESSES = (
    "/", "/hub", "/hub/", "/hub/home", "/hub/home/", "/hub/login", "/hub/login/", "/hub/login?next=/hub/home", "/hub/logout",
    "/hub/login?next=OPEN/hub/home", "/hub/login?next=%2Fuser%2FNAME", "/hub/spawn", "/hub/spawn/NAME", "/hub/user/NAME",
    "/hub/user-redirect/lab", "/user/NAME", "/user/NAME/", "/user/NAME/page", "/user/nobody/lab",
    "/hub/visit/NAME?to=/user/NAME/page", "/visit?ticket=none",
    "/services/tinytorch", "/services/tinytorch/", "/services/tinytorch/formgrader", "/services/ngshare",
    "/services/ngshare/healthz", "/hub/static", "/hub/admin", "/hub/nothing", "/nothing", "/hub/change-password?done", "/%",
    "/hub/api/oauth2/authorize?client_id=service-tinytorch&response_type=code&redirect_uri=%2Fservices%2Ftinytorch%2Foauth_callback",
)


@pytest.fixture(scope="module", autouse=True)
def names():
    """The classroom's names lead to this host, as they would by DNS."""
    stock = socket.getaddrinfo
    with pytest.MonkeyPatch.context() as patch:
        here = {host: "127.0.0.1" for host in HOSTS}
        patch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: stock(here.get(host, host), *rest, **more))
        yield


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    return TlsFront(tmp_path_factory.mktemp("front"))


@pytest.fixture(scope="module")
def room(front):
    hub, students = (f"https://{host}:{front.port}" for host in HOSTS)
    room = HubAndExchange(
        docker.from_env(), CLASSROOM_PUBLIC_URL=hub, CLASSROOM_STUDENTS_URL=students, CLASSROOM_TRUSTED_PROXIES="gateway",
    )
    try:
        front.lead_to(room.port)
        room.start()
        room.url = hub
        yield room
    finally:
        front.stop()
        room.remove()


@pytest.fixture(scope="module")
def person(room, front):
    """Somebody who is logged in over https, with a hostile server of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REQUESTS_CA_BUNDLE", str(front.certificate))
        person = Person(room)
        room.start_hostile_server(person.name)
        yield person


@pytest.fixture(scope="module")
def answers(person, front):
    """Every response on the ways from ADDRESSES, as a stranger and as somebody logged in, up to one that leads no further."""
    found = []
    for session in (requests.Session, lambda: person.session):
        for path in ADDRESSES:
            path = path.replace("NAME", person.name).replace("OPEN", f"http://{HOSTS[0]}:{front.open_port}")
            found += way(session(), person.url + path)
    return found


def way(session, url):
    found = []
    while url and len(found) < 12:
        found.append(session.get(url, allow_redirects=False, timeout=30, headers={"Accept": "text/html"}))
        location = found[-1].headers.get("Location")
        url = location and urljoin(url, location)
        if url and (urlsplit(url).scheme, urlsplit(url).hostname) not in [("https", host) for host in HOSTS]:
            break
    return found


def test_no_redirect_leaves_https_or_the_classroom(answers, front):
    away = {}
    for answer in answers:
        if "Location" in answer.headers:
            parts = urlsplit(urljoin(answer.url, answer.headers["Location"]))
            if (parts.scheme, parts.hostname, parts.port) not in [("https", host, front.port) for host in HOSTS]:
                away[answer.url] = answer.headers["Location"]
    assert sum("Location" in answer.headers for answer in answers) > 30
    assert not away


def test_every_cookie_keeps_to_https_and_to_its_site(answers):
    cookies = [(answer.url, cookie) for answer in answers for cookie in answer.raw.headers.getlist("Set-Cookie")]
    assert {cookie.split("=")[0] for _, cookie in cookies} >= {"_xsrf", "__Host-classroom-visit", "__Host-classroom-visitor"}
    assert not [each for each in cookies if "; Secure" not in each[1] or "; SameSite=Lax" not in each[1]]


def test_every_answer_tells_browsers_to_keep_to_https(answers):
    assert {answer.headers.get("Strict-Transport-Security") for answer in answers} == {f"max-age={YEAR}"}


@pytest.mark.parametrize(("path", "to"), [(each, each) for each in ("/", "/hub/login?next=/hub/home", "/user/alice/lab")] + [
    ("//example.org/x", "/x"),
])
@pytest.mark.parametrize("host", HOSTS)
def test_http_leads_to_https(room, front, host, path, to):
    answer = requests.get(f"http://{host}:{front.open_port}{path}", allow_redirects=False, timeout=30)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"https://{host}:{front.port}{to}")


def test_no_password_is_taken_over_http(room, front):
    answer = requests.post(f"http://{HOSTS[0]}:{front.open_port}/hub/login", data={"username": "a", "password": "b"}, timeout=30)
    assert answer.status_code == 403 and "Set-Cookie" not in answer.headers


def test_the_sender_is_the_one_that_the_front_saw(room, person):
    """Wrong passwords count for the address before the front, whatever the browser says of itself."""
    person.session.headers["X-Forwarded-For"] = "10.9.9.9"
    person.log_in(person.name, "wrong")
    del person.session.headers["X-Forwarded-For"]
    assert "10.9.9.9" not in room.hub.logs(tail=20).decode()


def test_a_browser_that_comes_by_http_logs_in_and_sees_the_own_server_on_https(room, front, chromium, person):
    context = chromium.new_context(ignore_https_errors=True)
    page, seen = context.new_page(), set()
    page.on("request", lambda request: seen.add(urlsplit(request.url).scheme))
    page.goto(f"http://{HOSTS[0]}:{front.open_port}/hub/login?next=/user/{person.name}/page")
    assert page.url.startswith(f"https://{HOSTS[0]}:{front.port}/hub/login")
    assert not page.locator("#insecure-login-warning").is_visible()
    seen.clear()
    page.fill("#username_input", person.name)
    page.fill("#password_input", CHOSEN)
    page.click("#login_submit")
    page.wait_for_url(f"https://{HOSTS[1]}:{front.port}/user/{person.name}/page")
    assert page.title() == "hostile" and seen == {"https"}
    assert all(cookie["secure"] for cookie in context.cookies())
    context.close()
