"""How long a student waits for a server, and what an idle server costs in memory, in a classroom of the benchmark's own."""

import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))
from own_classroom import Classroom  # noqa: E402

STUDENTS = [f"student{number}" for number in range(1, 6)]
IDLE_SECONDS = 20
PASSWORD = "harbour-walnut-26"


def measure() -> dict[str, list[float]]:
    """Spawn a server for each student, one after the other, twice.

    Returns seconds from the click to the answering server (`new`: the home volume is made; `known`: it is there), and MiB per
    idle server (`memory`).
    """
    with tempfile.TemporaryDirectory() as directory:
        room = Classroom(Path(directory), starts_at_once=None)
        rows = [f"{name},,,{name}@example.org,student" for name in STUDENTS]
        room.roster.write_text("username,first_name,last_name,email,role\n" + "\n".join(rows) + "\n")
        try:
            done = room.play("site.yml")
            assert done.returncode == 0, done.stdout[-3000:]
            passwords = room.one_time_passwords()
            sessions = {name: log_in(room.url, name, passwords[name]) for name in STUDENTS}
            new = [spawn_seconds(room.url, name, sessions[name]) for name in STUDENTS]
            time.sleep(IDLE_SECONDS)
            memory = [memory_mib(room.container(f"user-{name}")) for name in STUDENTS]
            for name in STUDENTS:
                stop(room.url, name, sessions[name])
            known = [spawn_seconds(room.url, name, sessions[name]) for name in STUDENTS]
        finally:
            room.play("clean.yml", "-e", "classroom_clean_yes=true")
    return {"new": new, "known": known, "memory": memory}


def log_in(url: str, username: str, password: str) -> requests.Session:
    """Log in with a one-time password and choose another; no server is started yet."""
    session = requests.Session()
    page = session.get(f"{url}/hub/login").text
    page = session.post(f"{url}/hub/login", data={"username": username, "password": password, "_xsrf": _xsrf(page)}).text
    fields = {"password": PASSWORD, "confirmation": PASSWORD, "_xsrf": _xsrf(page)}
    answer = session.post(f"{url}/hub/first-login?next=/hub/home", data=fields)
    answer.raise_for_status()
    return session


def spawn_seconds(url: str, username: str, session: requests.Session) -> float:
    """Ask for a server and wait until it answers through the proxy."""
    start = time.monotonic()
    session.get(f"{url}/hub/spawn/{username}", allow_redirects=False).raise_for_status()
    while time.monotonic() - start < 120:
        if answers(url, username):
            return time.monotonic() - start
        time.sleep(0.05)
    raise TimeoutError(f"the server of {username} did not answer within two minutes")


def stop(url: str, username: str, session: requests.Session) -> None:
    token = session.cookies.get("_xsrf", path="/hub/")
    session.delete(f"{url}/hub/api/users/{username}/server", params={"_xsrf": token}).raise_for_status()
    deadline = time.monotonic() + 60
    while answers(url, username) and time.monotonic() < deadline:
        time.sleep(0.2)


def answers(url: str, username: str) -> bool:
    """Whether the student's own server answers; the hub would redirect to the log-in page in its place."""
    # Any token will do: the proxy passes programs on, and this address asks nobody.
    headers = {"Authorization": "token none"}
    return requests.get(f"{url}/user/{username}/api", headers=headers, timeout=10, allow_redirects=False).status_code == 200


def memory_mib(container) -> float:
    """Memory of a container without the page cache, as `docker stats` shows it."""
    usage = container.stats(stream=False)["memory_stats"]
    cache = usage["stats"].get("total_inactive_file", usage["stats"].get("inactive_file", 0))
    return (usage["usage"] - cache) / 2**20


def report(figures: dict[str, list[float]]) -> str:
    lines = [
        f"spawn, new home: median {statistics.median(figures['new']):.1f} s "
        f"({min(figures['new']):.1f} to {max(figures['new']):.1f}, {len(figures['new'])} students)",
        f"spawn, known home: median {statistics.median(figures['known']):.1f} s "
        f"({min(figures['known']):.1f} to {max(figures['known']):.1f})",
        f"idle student server: median {statistics.median(figures['memory']):.0f} MiB",
    ]
    return "\n".join(lines)


def _xsrf(page: str) -> str:
    return re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)
