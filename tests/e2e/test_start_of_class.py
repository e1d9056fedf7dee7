"""A crowd that starts at once waits in the hub's queue, and whose log-in ended is out of formgrader and servers soon."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hub_browser import Browser
from own_classroom import STARTS_AT_ONCE
from pages import SCREENSHOTS
from playwright.sync_api import expect

pytestmark = [pytest.mark.e2e, pytest.mark.docker]

CROWD = [f"crowd{number}" for number in range(9)]
# One uses a real browser on a phone, one stops waiting, and one is taken out of the course while waiting.
LOOKS, LEAVES, CLOSED = CROWD[6:]
ASSISTANT = "gus"
PASSWORD = "walnut-harbour-{}"
PATIENCE_SECONDS = 300


@pytest.fixture(scope="module")
def people(classroom):
    """Ten more people, logged in, by name; taken out again afterwards."""
    lines = [f"{name},,,,student" for name in CROWD] + [f"{ASSISTANT},,,,ta"]
    roster = classroom.roster.read_text(encoding="utf-8")
    apply(classroom, roster + "\n".join(lines) + "\n")
    passwords = classroom.one_time_passwords()
    people = {}
    for name in (*CROWD, ASSISTANT):
        people[name] = Browser(classroom.url)
        people[name].log_in(name, passwords[name])
        assert people[name].choose(PASSWORD.format(name)).status_code == 302
    yield people
    apply(classroom, roster, "--remove")


def apply(classroom, roster, *options):
    command = f"cat > /tmp/crowd.csv <<'END'\n{roster}END\npython -m hub.roster apply /tmp/crowd.csv {' '.join(options)}"
    classroom.run_in("hub", "sh", "-c", command)


def stop(browser, name) -> int:
    """Do not start, or stop, the own server; the status of the answer."""
    token = browser.session.cookies.get("_xsrf", path="/hub/")
    address = f"{browser.url}/hub/api/users/{name}/server"
    return browser.session.delete(address, params={"_xsrf": token}, timeout=PATIENCE_SECONDS).status_code


class Wait:
    """What somebody saw on the way to the own server: HTTP statuses, places in the queue, and how it ended."""

    def __init__(self, browser, name):
        self.statuses, self.places, self.end = [], [], None
        session, url = browser.session, browser.url
        page = session.get(f"{url}/hub/spawn", timeout=PATIENCE_SECONDS)
        self.statuses = [answer.status_code for answer in (*page.history, page)]
        stream = re.search(r'data-progress="([^"]+)"', page.text)
        if name == LEAVES:
            self.statuses.append(stop(browser, name))
        elif stream:
            self.watch(session, url + stream.group(1).replace("&amp;", "&"))

    def watch(self, session, stream):
        with session.get(stream, stream=True, timeout=PATIENCE_SECONDS) as events:
            for line in events.iter_lines():
                event = json.loads(line[6:]) if line.startswith(b"data: ") else {}
                self.places += [event["place"]] if event.get("place") else []
                if event.get("ready") or event.get("failed"):
                    self.end = event
                    return


@pytest.fixture(scope="module")
def waits(classroom, people, browser):
    """Everybody asks for a server, one after the other and faster than servers start; returns what each met."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": one.name, "value": one.value, "domain": "127.0.0.1", "path": one.path}
                         for one in people[LOOKS].session.cookies])
    page = context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    with ThreadPoolExecutor(len(CROWD)) as pool:
        jobs = {}
        for name in CROWD:
            if name == LOOKS:
                page.goto(f"{classroom.url}/hub/spawn")
            else:
                jobs[name] = pool.submit(Wait, people[name], name)
                time.sleep(0.3)
        classroom.run_in("hub", "python", "-c", f"from hub.roster.accounts import close_accounts; close_accounts(['{CLOSED}'])")
        expect(page.locator("#waiting-number")).to_have_text(re.compile(r"^\d+$"))
        page.screenshot(path=SCREENSHOTS / "waiting-page.png")
        page.wait_for_url(re.compile(rf"/user/{LOOKS}/"))
        context.close()
        return {name: job.result() for name, job in jobs.items()}


def test_nobody_is_refused_but_who_is_no_more_in_the_course(waits):
    stayed = {status for name, wait in waits.items() if name != CLOSED for status in wait.statuses}
    assert stayed <= {200, 202, 204, 302, 303}
    assert set(waits[CLOSED].statuses) <= {200, 302, 403}


def test_everybody_who_stayed_has_a_server(classroom, waits):
    servers = {name for name in classroom.running() if "-user-crowd" in name}
    assert servers == {f"{classroom.name}-user-{name}" for name in CROWD if name not in (LEAVES, CLOSED)}


def test_those_who_wait_see_their_place_come_nearer(waits):
    shown = [wait.places for wait in waits.values() if wait.places]
    assert shown and all(places == sorted(places, reverse=True) for places in shown)
    assert max(map(max, shown)) >= 2


def test_servers_start_in_the_order_they_were_asked_for(classroom, waits):
    stayed = [name for name in CROWD if name not in (LEAVES, CLOSED)]
    created = sorted(stayed, key=lambda name: classroom.container(f"user-{name}").attrs["Created"])
    assert all(abs(created.index(name) - place) < STARTS_AT_ONCE for place, name in enumerate(stayed)), created


def ends_soon(answers):
    """Whether `answers()` stops being true; the services ask the hub again after ten seconds, not after five minutes."""
    deadline = time.monotonic() + 60
    while answers():
        if time.monotonic() > deadline:
            return False
        time.sleep(1)
    return True


def test_a_renewed_assistant_is_out_of_formgrader_soon(classroom, people):
    session = people[ASSISTANT].session
    formgrader = f"{classroom.url}/services/tinytorch/formgrader"
    assert session.get(formgrader, timeout=60).url.startswith(formgrader)
    classroom.run_in("hub", "python", "-m", "hub.roster", "renew", ASSISTANT)
    assert ends_soon(lambda: session.get(formgrader, timeout=60, allow_redirects=False).status_code == 200)


def test_a_renewed_student_is_out_of_the_own_server_soon_and_it_goes_on(classroom, people, waits):
    name = CROWD[0]
    session, server = people[name].session, f"{classroom.url}/user/{name}"
    assert session.get(f"{server}/lab", timeout=60).url.startswith(server)
    assert session.get(f"{server}/api/status", timeout=60).status_code == 200
    classroom.run_in("hub", "python", "-m", "hub.roster", "renew", name)
    assert ends_soon(lambda: session.get(f"{server}/api/status", timeout=60, allow_redirects=False).status_code == 200)
    assert f"{classroom.name}-user-{name}" in classroom.running()


def test_several_tabs_start_one_server(classroom, people, waits):
    """All of them end at the start or at the server; none at an error."""
    name, session = CROWD[1], people[CROWD[1]].session
    assert stop(people[name], name) in (202, 204)
    while f"{classroom.name}-user-{name}" in classroom.running():
        time.sleep(0.2)
    with ThreadPoolExecutor(3) as tabs:
        answers = list(tabs.map(lambda _: session.get(f"{classroom.url}/hub/spawn", timeout=PATIENCE_SECONDS), range(3)))
    assert [answer.status_code for answer in answers if answer.status_code >= 400] == []
