"""What a closed or renewed account had opened ends: log-ins in browsers, tokens, servers."""

import secrets

import pytest
import requests

pytestmark = pytest.mark.docker


@pytest.fixture
def person(classroom, browser, newcomer):
    """A person with a chosen password who is logged in with `browser`: the user name."""
    browser.log_in(*newcomer)
    browser.choose(f"walnut-{secrets.token_hex(8)}")
    assert home(browser) == 200
    return newcomer[0]


def home(browser):
    return browser.session.get(browser.url + "/hub/home", allow_redirects=False, timeout=30).status_code


def accounts(classroom, call):
    status, output = classroom.run_in_hub(["python", "-c", f"from hub import accounts; accounts.{call}"])
    assert status == 0, output


def test_closing_an_account_ends_its_log_in(classroom, browser, person):
    accounts(classroom, f"close_accounts(['{person}'])")
    assert home(browser) == 302


def test_closing_an_account_makes_its_tokens_worthless(classroom, person):
    headers = {"Authorization": f"token {classroom.token(person)}"}
    assert requests.get(classroom.hub_api + "/user", headers=headers, timeout=30).status_code == 200
    accounts(classroom, f"close_accounts(['{person}'])")
    assert requests.get(classroom.hub_api + "/user", headers=headers, timeout=30).status_code == 403


def test_renewing_a_password_ends_the_log_ins_made_with_the_old_one(classroom, browser, person):
    accounts(classroom, f"renew_password('{person}')")
    assert home(browser) == 302


@pytest.mark.parametrize("then", ["renew_password('{}')", "close_accounts(['{}'])"])
def test_a_first_log_in_ends_with_its_one_time_password(classroom, browser, newcomer, then):
    browser.log_in(*newcomer)
    accounts(classroom, then.format(newcomer[0]))
    assert browser.choose("a-thief-was-here-1").status_code == 403


def test_renewing_does_not_open_a_closed_account(classroom, person):
    accounts(classroom, f"close_accounts(['{person}'])")
    status, output = classroom.run_in_hub(f"python -m hub.roster renew {person}")
    assert status == 2 and "has no open account" in output
