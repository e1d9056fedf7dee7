"""The start of a class: many students log in within seconds and wait for their servers, in a classroom of the benchmark's own.

Each does over HTTP what a browser does: the log-in form, the redirects, the event stream of the waiting page.
"""

import json
import re
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))
from own_classroom import Classroom  # noqa: E402

PASSWORD = "harbour-walnut-26"
PATIENCE_SECONDS = 300
RETRY_SECONDS = 2


@dataclass
class Arrival:
    """What one student met: seconds since their own start, how often the hub refused, and the places in the queue they saw."""

    name: str
    began: float = 0.0
    logged_in: float = 0.0
    working: float = 0.0
    refused: int = 0
    places: list[int] = field(default_factory=list)


def measure(students: int, seconds: float) -> list[Arrival]:
    """Let so many students arrive evenly within so many seconds; returns one Arrival each."""
    names = [f"student{number:03d}" for number in range(students)]
    with tempfile.TemporaryDirectory() as directory:
        room = Classroom(Path(directory), starts_at_once=None)
        rows = [f"{name},,,{name}@example.org,student" for name in names]
        room.roster.write_text("username,first_name,last_name,email,role\n" + "\n".join(rows) + "\n")
        try:
            done = room.play("site.yml")
            assert done.returncode == 0, done.stdout[-3000:]
            passwords = room.one_time_passwords()
            for name in names:
                choose_password(room.url, name, passwords[name])
            return arrive(room.url, names, seconds)
        finally:
            room.play("clean.yml", "-e", "classroom_clean_yes=true")


def choose_password(url: str, username: str, one_time_password: str) -> None:
    """The first log-in, before the class."""
    session = requests.Session()
    page = session.get(f"{url}/hub/login").text
    page = session.post(f"{url}/hub/login", data={"username": username, "password": one_time_password, "_xsrf": xsrf(page)}).text
    fields = {"password": PASSWORD, "confirmation": PASSWORD, "_xsrf": xsrf(page)}
    session.post(f"{url}/hub/first-login?next=/hub/home", data=fields).raise_for_status()


def arrive(url: str, names: list[str], seconds: float) -> list[Arrival]:
    start = time.monotonic()

    def one(number_and_name):
        number, name = number_and_name
        time.sleep(max(0.0, start + number * seconds / len(names) - time.monotonic()))
        return come_to_class(url, name)

    with ThreadPoolExecutor(len(names)) as pool:
        return list(pool.map(one, enumerate(names)))


def come_to_class(url: str, username: str) -> Arrival:
    """Log in, wait on the page that the hub shows, and return when the own server answers."""
    arrival, session, start = Arrival(username), requests.Session(), time.monotonic()
    arrival.began = start
    page = session.get(f"{url}/hub/login", timeout=PATIENCE_SECONDS).text
    fields = {"username": username, "password": PASSWORD, "_xsrf": xsrf(page)}
    answer = session.post(f"{url}/hub/login", data=fields, timeout=PATIENCE_SECONDS, allow_redirects=False)
    arrival.logged_in = time.monotonic() - start
    target = url + answer.headers["Location"]
    while time.monotonic() - start < PATIENCE_SECONDS:
        answer = session.get(target, timeout=PATIENCE_SECONDS, headers={"Accept": "text/html"})
        if answer.status_code == 429:
            arrival.refused += 1
            time.sleep(RETRY_SECONDS)
            continue
        stream = re.search(r'data-progress="([^"]+)"', answer.text)
        if stream:
            watch(url, session, stream.group(1).replace("&amp;", "&"), arrival)
        if answers(url, username):
            arrival.working = time.monotonic() - start
            return arrival
        time.sleep(0.5)
    raise TimeoutError(f"{username} has no server after {PATIENCE_SECONDS}; its places were {arrival.places}")


def watch(url: str, session: requests.Session, stream: str, arrival: Arrival) -> None:
    """Read the waiting page's events until the server is there."""
    with session.get(url + stream, stream=True, timeout=PATIENCE_SECONDS) as events:
        for line in events.iter_lines():
            if line.startswith(b"data: "):
                event = json.loads(line[6:])
                arrival.places += [event["place"]] if event.get("place") else []
                if event.get("ready") or event.get("failed"):
                    return


def answers(url: str, username: str) -> bool:
    """Whether the student's own server answers; the hub would redirect to the log-in page in its place."""
    # Any token will do: the proxy passes programs on, and this address asks nobody.
    headers = {"Authorization": "token none"}
    return requests.get(f"{url}/user/{username}/api", headers=headers, timeout=30, allow_redirects=False).status_code == 200


def report(arrivals: list[Arrival], seconds: float) -> str:
    waits = sorted(one.working for one in arrivals)
    log_ins = sorted(one.logged_in for one in arrivals)
    refused = [one.refused for one in arrivals if one.refused]
    last = max(one.began + one.working for one in arrivals) - min(one.began for one in arrivals)
    return (
        f"start of class, {len(arrivals)} students within {seconds:g} s: refused {sum(refused)} times ({len(refused)} students); "
        f"log-in median {statistics.median(log_ins):.1f} s, longest {log_ins[-1]:.1f} s; working after median "
        f"{statistics.median(waits):.1f} s, p95 {waits[int(len(waits) * 0.95)]:.1f} s; all after {last:.1f} s; "
        f"longest queue {max((place for one in arrivals for place in one.places), default=0)}"
    )


def xsrf(page: str) -> str:
    return re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)

