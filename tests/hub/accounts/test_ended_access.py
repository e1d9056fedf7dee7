"""What a closed or renewed account had opened ends: log-ins in browsers, tokens, servers."""

import pytest
import requests

pytestmark = pytest.mark.docker


@pytest.fixture
def name(person):
    return person[0]


def home(browser):
    return browser.session.get(browser.url + "/hub/home", allow_redirects=False, timeout=30).status_code


def test_closing_an_account_ends_its_log_in(classroom, browser, name):
    classroom.accounts(close=[name])
    assert home(browser) == 302


def test_closing_an_account_makes_its_tokens_worthless(classroom, name):
    headers = {"Authorization": f"token {classroom.token(name)}"}
    assert requests.get(classroom.hub_api + "/user", headers=headers, timeout=30).status_code == 200
    classroom.accounts(close=[name])
    assert requests.get(classroom.hub_api + "/user", headers=headers, timeout=30).status_code == 403


def test_renewing_a_password_ends_the_log_ins_made_with_the_old_one(classroom, browser, name):
    classroom.accounts(renew=[name])
    assert home(browser) == 302


@pytest.mark.parametrize("then", ["renew", "close"])
def test_a_first_log_in_ends_with_its_one_time_password(classroom, browser, newcomer, then):
    browser.log_in(*newcomer)
    classroom.accounts(**{then: [newcomer[0]]})
    assert browser.choose("a-thief-was-here-1").status_code == 403


def test_renewing_does_not_open_a_closed_account(classroom, name):
    classroom.accounts(close=[name])
    status, output = classroom.run_in_hub(f"python -m hub.roster renew {name}")
    assert status == 2 and "has no open account" in output
