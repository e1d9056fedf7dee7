"""Logging in on a real hub: one-time passwords, the choice of a password, and the doors that stay shut."""

import re
import secrets

import pytest
import requests

pytestmark = pytest.mark.docker
GOOD_PASSWORD = "walnut-harbour-26"


class Browser:
    """The pages of the hub as a person's browser sees them."""

    def __init__(self, url):
        self.url = url
        self.session = requests.Session()

    def post(self, path, **fields):
        return self.session.post(self.url + path, data=fields | {"_xsrf": self.xsrf}, allow_redirects=False, timeout=30)

    def log_in(self, username, password):
        page = self.session.get(self.url + "/hub/login", timeout=30).text
        self.xsrf = _xsrf(page)
        answer = self.post("/hub/login", username=username, password=password)
        if "_xsrf" in answer.text:
            self.xsrf = _xsrf(answer.text)
        return answer

    def choose(self, password, confirmation=None):
        return self.post("/hub/first-login", password=password, confirmation=confirmation or password)


def _xsrf(page):
    return re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)


@pytest.fixture
def browser(classroom):
    return Browser(classroom.url)


@pytest.fixture
def newcomer(classroom):
    """A new account with a one-time password: (username, password)."""
    name = f"new{secrets.token_hex(4)}"
    status, output = classroom.run_in_hub(
        ["python", "-c", f"from hub.accounts import ensure_accounts; print(ensure_accounts(['{name}'])['{name}'])"]
    )
    assert status == 0, output
    return name, output.strip()


def test_one_time_password_leads_to_the_choice_of_a_password(browser, newcomer):
    assert "Choose your password" in browser.log_in(*newcomer).text


def test_one_time_password_alone_opens_nothing(browser, newcomer):
    browser.log_in(*newcomer)
    assert browser.session.get(browser.url + "/hub/home", allow_redirects=False, timeout=30).status_code == 302


def test_chosen_password_logs_in_and_starts_the_server(browser, newcomer):
    browser.log_in(*newcomer)
    answer = browser.choose(GOOD_PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/hub/spawn")


def test_one_time_password_works_only_once(browser, newcomer, classroom):
    browser.log_in(*newcomer)
    browser.choose(GOOD_PASSWORD)
    assert Browser(classroom.url).log_in(*newcomer).status_code == 403


def test_first_login_cannot_be_repeated_with_an_old_page(browser, newcomer, classroom):
    browser.log_in(*newcomer)
    browser.choose(GOOD_PASSWORD)
    browser.choose("a-thief-was-here-1")
    assert Browser(classroom.url).log_in(newcomer[0], "a-thief-was-here-1").status_code == 403


@pytest.mark.parametrize(
    "password, confirmation, reason",
    [("short", "short", "at least 10 characters"), (GOOD_PASSWORD, "other", "differ"), ("1234567890", None, "common")],
)
def test_bad_choice_is_explained(browser, newcomer, password, confirmation, reason):
    browser.log_in(*newcomer)
    assert reason in browser.choose(password, confirmation).text


def test_first_login_page_is_shut_without_a_one_time_password(browser):
    browser.log_in("nobody", "nothing")
    assert browser.choose(GOOD_PASSWORD).status_code == 403


def test_nobody_can_sign_up(browser):
    assert browser.session.get(browser.url + "/hub/signup", timeout=30).status_code == 404


def test_accounts_are_made_by_the_roster_only(classroom):
    answer = requests.post(classroom.hub_api + "/accounts", json={"ensure": ["mallory"]}, timeout=30)
    assert answer.status_code == 403


def test_a_student_cannot_make_accounts(classroom):
    headers = {"Authorization": f"token {classroom.token('alice')}"}
    answer = requests.post(classroom.hub_api + "/accounts", json={"renew": ["ada"]}, headers=headers, timeout=30)
    assert answer.status_code == 403


def test_forgotten_password_is_renewed(browser, classroom, newcomer):
    name, old = newcomer
    status, output = classroom.run_in_hub(f"python -m hub.roster renew {name}")
    assert status == 0 and output.strip() != old
    assert "Choose your password" in browser.log_in(name, output.strip()).text


def test_renewing_an_unknown_name_says_what_to_do(classroom):
    status, output = classroom.run_in_hub("python -m hub.roster renew nobody")
    assert status == 2 and "add the name to the roster" in output


def test_repeated_wrong_passwords_block_for_a_while(browser, classroom, newcomer):
    browser.log_in(*newcomer)
    browser.choose(GOOD_PASSWORD)
    stranger = Browser(classroom.url)
    for _ in range(10):
        stranger.log_in(newcomer[0], "wrong-password")
    assert Browser(classroom.url).log_in(newcomer[0], GOOD_PASSWORD).status_code == 403


def test_first_login_goes_on_to_where_the_person_wanted(browser, newcomer):
    page = browser.session.get(browser.url + "/hub/login?next=/hub/token", timeout=30).text
    browser.xsrf = _xsrf(page)
    page = browser.post("/hub/login?next=/hub/token", username=newcomer[0], password=newcomer[1]).text
    browser.xsrf = _xsrf(page)
    action = re.search(r'action="([^"]*first-login[^"]*)"', page).group(1)
    answer = browser.post(action, password=GOOD_PASSWORD, confirmation=GOOD_PASSWORD)
    assert answer.headers["Location"] == "/hub/token"
