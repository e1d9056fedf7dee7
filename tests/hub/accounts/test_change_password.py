"""Changing the password on a real hub: the sentences, the limit, and that every other log-in ends at once."""

import pytest
import requests
from hub_browser import Browser

pytestmark = pytest.mark.docker
NEW = "harbour-lantern-31"


def is_logged_in(browser):
    return browser.open("/hub/home").status_code == 200


def test_the_page_is_linked_from_home(browser, person):
    assert '<a href="/hub/change-password">Change password</a>' in browser.open("/hub/home").text


def test_the_rule_is_shown_before_there_is_an_error(browser, person):
    page = browser.open("/hub/change-password").text
    assert all(words in page for words in ("At least 10 characters", "72 bytes", "only blanks", "invisible signs", "no tab"))


def test_only_the_new_password_works_afterwards(browser, person, classroom):
    name, old = person
    assert browser.change(old, NEW).status_code == 303
    assert Browser(classroom.url).log_in(name, old).status_code == 403
    assert Browser(classroom.url).log_in(name, NEW).status_code == 302


def test_the_browser_that_changed_it_stays_and_says_so(browser, person):
    answer = browser.change(person[1], NEW)
    page = browser.open(answer.headers["Location"])
    assert page.status_code == 200 and "Your password is changed" in page.text


def test_every_other_browser_is_logged_out(browser, person, classroom):
    other = Browser(classroom.url)
    other.log_in(*person)
    assert is_logged_in(other)
    browser.change(person[1], NEW)
    assert (is_logged_in(other), is_logged_in(browser)) == (False, True)


def test_tokens_made_before_are_worthless(browser, person, classroom):
    headers = {"Authorization": f"token {classroom.token(person[0])}"}
    assert requests.get(classroom.hub_api + "/user", headers=headers, timeout=30).status_code == 200
    browser.change(person[1], NEW)
    assert requests.get(classroom.hub_api + "/user", headers=headers, timeout=30).status_code == 403


@pytest.mark.parametrize(
    "password, confirmation, reason",
    [
        ("short", None, "too short"),
        ("", None, "too short"),
        (NEW, "other", "differ"),
        ("1234567890", None, "most common"),
        ("walnut-" * 12, None, "72 bytes"),
        ("ä" * 37, None, "72 bytes"),
    ],
)
def test_a_bad_choice_is_explained_and_changes_nothing(browser, person, classroom, password, confirmation, reason):
    answer = browser.change(person[1], password, confirmation)
    assert answer.status_code == 403 and reason in answer.text
    assert Browser(classroom.url).log_in(*person).status_code == 302


def test_the_password_that_one_has_already_is_no_new_one(browser, person, classroom):
    answer = browser.change(person[1], person[1])
    assert answer.status_code == 403 and "you have already" in answer.text
    assert Browser(classroom.url).log_in(*person).status_code == 302


@pytest.mark.parametrize("current", ["wrong", "", "x" * 80, "ä" * 40])
def test_a_wrong_current_password_is_explained(browser, person, current):
    answer = browser.change(current, NEW)
    assert answer.status_code == 403 and "The current password is wrong" in answer.text


def test_missing_fields_are_explained(browser, person):
    browser.open("/hub/change-password")
    answer = browser.post("/hub/change-password")
    assert answer.status_code == 403 and "too short" in answer.text


def test_wrong_current_passwords_count_like_wrong_log_ins(browser, person, classroom):
    for _ in range(10):
        browser.change("wrong-password", NEW)
    assert browser.change(person[1], NEW).status_code == 403
    browser.open("/hub/logout")
    assert browser.log_in(*person).status_code == 403


def test_another_sites_form_is_refused(browser, person, classroom):
    browser.open("/hub/change-password")
    browser.xsrf = "forged"
    assert browser.post("/hub/change-password", current=person[1], password=NEW, confirmation=NEW).status_code == 403
    assert Browser(classroom.url).log_in(*person).status_code == 302


def test_a_token_cannot_open_the_page(person, classroom):
    headers = {"Authorization": f"token {classroom.token(person[0])}"}
    answer = requests.get(classroom.url + "/hub/change-password", headers=headers, allow_redirects=False, timeout=30)
    assert answer.status_code == 302 and "/hub/login" in answer.headers["Location"]


def test_nobody_sets_the_password_of_another(browser, person):
    assert browser.open("/hub/change-password/ada").status_code == 404


def test_no_password_is_hashed_in_the_hubs_own_thread(browser, person, classroom):
    """All ways to a hash: log-in, first log-in, change, renewal, roster; whatever the tests did before counts, too."""
    name, password = person
    browser.change("wrong", NEW)
    browser.change(password, NEW)
    Browser(classroom.url).log_in("nobody-of-this-name", "wrong")
    status, renewed = classroom.run_in_hub(f"python -m hub.roster renew {name}")
    assert status == 0 and classroom.apply_roster(classroom.roster)[0] == 0
    status, where = classroom.run_in_hub("cat /tmp/hashed-in-the-hubs-thread")
    assert status != 0, where
