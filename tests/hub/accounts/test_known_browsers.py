"""The cookie by which a browser is known: whose it is, and that a computer of many people does not outgrow a header."""

import hashlib
from types import SimpleNamespace

import pytest

from hub.accounts import known_browsers


class Visit:
    """What is asked of a handler; its cookies stay, as signed ones do. `changed` have another password, `closed` no account."""

    changed = closed = ()
    hub = SimpleNamespace(base_url="/hub/")

    def __init__(self):
        self.jar = {}
        accounts = SimpleNamespace(password_version=self.version)
        self.authenticator = SimpleNamespace(accounts=accounts)

    def version(self, name):
        return "" if name in self.closed else hashlib.sha256(f"{name} {name in self.changed}".encode()).hexdigest()

    def set_secure_cookie(self, name, value, **limits):
        assert limits == {"expires_days": known_browsers.DAYS, "httponly": True, "path": "/hub/"}
        self.jar[name] = value.encode()

    def get_secure_cookie(self, name, max_age_days):
        return self.jar.get(name)


@pytest.fixture
def visit():
    return Visit()


def test_a_browser_keeps_its_number_and_knows_the_last_people(visit):
    names = [f"stu{number}" for number in range(known_browsers.MOST_PEOPLE + 5)]
    for name in names:
        known_browsers.remember(visit, name)
    numbers = [known_browsers.number_of(visit, name) for name in names]
    assert numbers[:5] == [""] * 5 and len(set(numbers[5:])) == 1 and numbers[5]
    assert len(visit.jar[known_browsers.COOKIE]) < 500


def test_whoever_logs_in_again_takes_one_place(visit):
    for name in ["alice"] + ["bob"] * known_browsers.MOST_PEOPLE:
        known_browsers.remember(visit, name)
    assert known_browsers.number_of(visit, "alice") == known_browsers.number_of(visit, "bob") != ""


def test_nobody_without_an_open_account_is_known(visit):
    visit.closed = ("gone",)
    known_browsers.remember(visit, "gone")
    assert known_browsers.number_of(visit, "gone") == ""


def test_a_new_password_makes_a_browser_unknown(visit):
    known_browsers.remember(visit, "alice")
    visit.changed = ("alice",)
    assert known_browsers.number_of(visit, "alice") == ""
    known_browsers.remember(visit, "alice")
    assert known_browsers.number_of(visit, "alice")


def test_two_browsers_have_two_numbers(visit):
    other = Visit()
    for each in (visit, other):
        known_browsers.remember(each, "alice")
    assert known_browsers.number_of(visit, "alice") != known_browsers.number_of(other, "alice")
