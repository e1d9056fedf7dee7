"""The roster's view of the exchange: who teaches and who takes the course in ngshare."""

import json
from urllib.parse import quote

import requests

from hub.roster.person import Person

TIMEOUT_SECONDS = 60


class ExchangeError(RuntimeError):
    """The exchange refused a call or did not answer; the message has the call and its reason."""


class Exchange:
    """One course of ngshare, `url` being the service's address, `token` that of one of its administrators."""

    def __init__(self, url: str, token: str, course: str):
        self._url = url.rstrip("/")
        self._course = quote(course, safe="")
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"token {token}"

    def ensure_course(self) -> bool:
        """Create the course if it is missing; True when it was created."""
        if self._course in self._call("GET", "courses")["courses"]:
            return False
        self._call("POST", f"course/{self._course}")
        return True

    def read_members(self) -> set[str]:
        """The user names of everybody in the course."""
        return set(self._read("instructors")) | set(self._read("students"))

    def ensure_instructors(self, people: list[Person]) -> set[str]:
        """Make these the course's only instructors; return the names that were added, changed or taken
        out."""
        present, wanted = self._read("instructors"), _by_name(people)
        changed = _differing(present, wanted)
        for name in sorted(changed & wanted.keys()):
            self._call("POST", f"instructor/{self._course}/{quote(name, safe='')}", wanted[name])
        for name in sorted(present.keys() - wanted.keys()):
            self._call("DELETE", f"instructor/{self._course}/{quote(name, safe='')}")
        return changed

    def ensure_students(self, people: list[Person]) -> set[str]:
        """Make these the course's only students; return the names that were added, changed or taken out.

        The submissions of a student who was taken out stay, but nobody can collect them until the student is
        back.
        """
        present, wanted = self._read("students"), _by_name(people)
        changed = _differing(present, wanted)
        if changed & wanted.keys():
            students = [{"username": name, **wanted[name]} for name in sorted(changed & wanted.keys())]
            response = self._call("POST", f"students/{self._course}", {"students": json.dumps(students)})
            refused = [one["username"] for one in response["status"] if not one["success"]]
            if refused:
                raise ExchangeError(f"the exchange refused these students: {', '.join(refused)}")
        for name in sorted(present.keys() - wanted.keys()):
            self._call("DELETE", f"student/{self._course}/{quote(name, safe='')}")
        return changed

    def _read(self, kind: str) -> dict[str, dict[str, str]]:
        entries = self._call("GET", f"{kind}/{self._course}")[kind]
        return {
            entry["username"]: {field: entry[field] or "" for field in ("first_name", "last_name", "email")}
            for entry in entries
        }

    def _call(self, method: str, address: str, fields: dict | None = None) -> dict:
        try:
            response = self._session.request(
                method, f"{self._url}/{address}", data=fields, timeout=TIMEOUT_SECONDS
            )
            content = response.json()
        except requests.RequestException as error:
            raise ExchangeError(
                f"the exchange does not answer at {self._url}: is it running? ({error})"
            ) from None
        if not content.get("success"):
            raise ExchangeError(
                f"the exchange refused {method} {address}: {response.status_code} {content.get('message')}"
            )
        return content


def _by_name(people: list[Person]) -> dict[str, dict[str, str]]:
    return {
        person.username: {
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": person.email,
        }
        for person in people
    }


def _differing(present: dict, wanted: dict) -> set[str]:
    return {name for name in present.keys() | wanted.keys() if present.get(name) != wanted.get(name)}
