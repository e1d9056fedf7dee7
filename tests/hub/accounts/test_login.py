"""Logging in on a real hub: one-time passwords, the choice of a password, and the doors that stay shut."""

import re

import pytest
import requests
from hub_browser import Browser, xsrf

from hub.accounts.turns import MOST_OF_AN_ADDRESS

pytestmark = pytest.mark.docker
GOOD_PASSWORD = "walnut-harbour-26"
# More log-ins at once than may wait, from another address than the tests. Prints how many were refused, and the page of
# one of them; then whether the one-time password that follows is let in from there.
CROWD = """
import concurrent.futures, re, sys, threading, urllib.error, urllib.parse, urllib.request
size = int(sys.argv[2])
start = threading.Barrier(size)

def log_in(name, password="wrong", wait=start.wait):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    form = re.search('name="_xsrf" value="([^"]+)"', browser.open(sys.argv[1]).read().decode()).group(1)
    fields = {"username": name, "password": password, "_xsrf": form}
    wait()
    try:
        answer = browser.open(sys.argv[1], urllib.parse.urlencode(fields).encode())
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.read().decode()

with concurrent.futures.ThreadPoolExecutor(size) as crowd:
    busy = [page for status, page in crowd.map(log_in, (f"nobody{n}" for n in range(size))) if status == 503]
print(len(busy), log_in(*sys.argv[3:], wait=int)[0], *busy[:1])
"""
# Logs in with a wrong password from the hub's own container, which has another address than the tests.
WRONG_LOG_IN = """
import re, sys, requests
session = requests.Session()
page = session.get("http://127.0.0.1:8000/hub/login").text
fields = {"username": sys.argv[1], "password": "wrong", "_xsrf": re.search('name="_xsrf" value="([^"]+)"', page).group(1)}
sys.exit(session.post("http://127.0.0.1:8000/hub/login", data=fields).status_code != 403)
"""

# Runs in a container on the students' side: wrong passwords, each under another sender's name, then the right one; and the ports
# behind the proxy, which would believe any name.
FORGER = """
import re, socket, sys, urllib.error, urllib.parse, urllib.request
host, name, password, *senders = sys.argv[1:]
form = f"http://{host}:8000/hub/login"

def log_in(password, sender):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    headers = ("X-Forwarded-For", "X-Real-Ip", "X-Client-Ip", "Forwarded", "X-Scheme")
    browser.addheaders = [(each, f"for={sender}" if each == "Forwarded" else sender) for each in headers]
    page = browser.open(form).read().decode()
    fields = {"username": name, "password": password, "_xsrf": re.search('name="_xsrf" value="([^"]+)"', page).group(1)}
    try:
        return browser.open(form, urllib.parse.urlencode(fields).encode()).status
    except urllib.error.HTTPError as error:
        return error.status

def is_open(port):
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex((host, port)) == 0

print({log_in("wrong", sender) for sender in senders}, log_in(password, "10.9.9.9"), *filter(is_open, (8000, 8001, 8081)))
"""


def test_one_time_password_leads_to_the_choice_of_a_password(browser, newcomer):
    assert "Choose your password" in browser.log_in(*newcomer).text


@pytest.mark.parametrize(
    "typed",
    [
        "{} ",
        "\t{}\n",
        "\u00a0{}\u200b",
        lambda password: password.upper(),
        lambda password: password.replace("-", ""),
        lambda password: password.replace("-", " "),
        lambda password: password.replace("-", "\u2013"),
        lambda password: password.replace("-", " \u2014 "),
        lambda password: password.replace("-", "\u2011").capitalize(),
    ],
)
def test_a_one_time_password_survives_clipboard_phone_and_word_processor(browser, newcomer, typed):
    name, password = newcomer
    typed = typed(password) if callable(typed) else typed.format(password)
    assert "Choose your password" in browser.log_in(name, typed).text


@pytest.mark.parametrize("changed", [str.upper, lambda password: password + " ", lambda password: password.replace("-", "")])
def test_a_chosen_password_is_taken_as_it_is(person, classroom, changed):
    assert Browser(classroom.url).log_in(person[0], changed(person[1])).status_code == 403


def test_the_first_page_tells_the_rule_before_there_is_an_error(browser, newcomer):
    assert "At least 10 characters" in browser.log_in(*newcomer).text


def test_the_log_in_page_names_the_course_and_says_what_to_do_the_first_time(browser):
    page = browser.open("/hub/login").text
    assert "Log in to TinyTorch" in page and '<html lang="en">' in page
    assert "one-time password" in page and "Ask your instructor" in " ".join(page.split())


@pytest.mark.parametrize("fields", [{}, {"username": "ada"}, {"password": "x"}, {"username": "", "password": ""}])
def test_an_incomplete_form_is_answered_with_a_sentence(browser, fields):
    browser.open("/hub/login")
    answer = browser.post("/hub/login", **fields)
    assert answer.status_code == 403 and "user name or the password is wrong" in answer.text


def test_a_form_that_is_too_old_says_so_on_the_form(browser):
    browser.open("/hub/login")
    browser.xsrf = "forged"
    answer = browser.post("/hub/login", username="ada", password="x")
    assert answer.status_code == 403 and "expired. Try again" in answer.text and 'id="login_submit"' in answer.text


def test_a_used_one_time_password_leaves_the_file(browser, classroom):
    name = "handed.out"
    status, output = classroom.apply_roster(classroom.roster + f"{name},,,,student\n")
    assert status == 0, output
    try:
        browser.log_in(name, classroom.one_time_passwords()[name])
        assert name in classroom.one_time_passwords()  # it can still be used
        browser.choose(GOOD_PASSWORD)
        assert name not in classroom.one_time_passwords()
    finally:
        classroom.apply_roster(classroom.roster)


def test_the_one_time_password_of_who_left_leaves_the_file_and_a_return_brings_a_new_one(classroom):
    line = "back.again,,,,student\n"
    classroom.apply_roster(classroom.roster + line)
    first = classroom.one_time_passwords()["back.again"]
    classroom.apply_roster(classroom.roster)
    assert "back.again" not in classroom.one_time_passwords()
    classroom.apply_roster(classroom.roster + line)
    assert classroom.one_time_passwords()["back.again"] != first
    classroom.apply_roster(classroom.roster)


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
    [
        ("short", "short", "too short"),
        (GOOD_PASSWORD, "other", "differ"),
        (" " * 12, None, "blanks"),
        ("\u00a0\u200b" * 6, None, "blanks"),
        ("\0" * 12, None, "no keyboard"),
        ("1234567890", None, "common"),
        ("walnut-" * 11, None, "72 bytes"),
        ("", "", "too short"),
    ],
)
def test_bad_choice_is_explained(browser, newcomer, password, confirmation, reason):
    browser.log_in(*newcomer)
    assert reason in browser.choose(password, confirmation).text


@pytest.mark.parametrize("typed", [str, str.upper, lambda password: password.replace("-", " ")])
def test_the_one_time_password_is_no_password_to_keep(browser, newcomer, typed):
    browser.log_in(*newcomer)
    assert "This is the one-time password" in browser.choose(typed(newcomer[1])).text
    assert browser.choose(GOOD_PASSWORD).status_code == 302


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
    assert status == 2 and "put the name into the roster" in output


def guess(classroom, name):
    """Ten wrong passwords from the address of the tests, in a browser that nobody knows."""
    stranger = Browser(classroom.url)
    for _ in range(10):
        stranger.log_in(name, "wrong-password")


def log_in_again(browser, name, password):
    """After a log-out, which leaves a browser known."""
    browser.open("/hub/logout")
    return browser.log_in(name, password).status_code


def test_guesses_in_the_same_room_keep_out_who_never_logged_in_with_that_browser(browser, person, classroom):
    """One block for all of this, as the wrong passwords of all these tests come from one address, which may not send many."""
    name, password = person
    of_old, of_another = Browser(classroom.url), Browser(classroom.url)
    of_old.log_in(*person)
    of_another.log_in(*classroom.add_newcomer())
    of_another.choose(GOOD_PASSWORD)
    guess(classroom, name)
    assert Browser(classroom.url).log_in(*person).status_code == 403
    assert log_in_again(of_another, *person) == 403
    assert log_in_again(browser, *person) == 302
    assert browser.change(password, GOOD_PASSWORD).status_code == 303
    assert log_in_again(of_old, name, GOOD_PASSWORD) == 403
    assert log_in_again(browser, name, GOOD_PASSWORD) == 302


def test_a_known_browser_may_guess_as_often_as_others_and_keeps_nobody_else_out(browser, person, classroom):
    browser.open("/hub/logout")
    for _ in range(10):
        browser.log_in(person[0], "wrong-password")
    assert log_in_again(browser, *person) == 403
    assert Browser(classroom.url).log_in(*person).status_code == 302


def test_a_one_time_password_and_the_choice_after_it_are_not_kept_out_by_guesses(browser, newcomer, classroom):
    guess(classroom, newcomer[0])
    assert "Choose your password" in browser.log_in(*newcomer).text
    assert browser.choose(GOOD_PASSWORD).status_code == 302


@pytest.mark.parametrize("name", ["known", "nobody-of-this-name"])
def test_a_very_long_password_is_wrong_and_nothing_worse(browser, newcomer, name):
    name = newcomer[0] if name == "known" else name
    assert browser.log_in(name, newcomer[1] + "x" * 100).status_code == 403


def test_no_header_gets_around_the_block(browser, classroom, newcomer):
    browser.log_in(*newcomer)
    browser.choose(GOOD_PASSWORD)
    stranger = Browser(classroom.url)
    for number in range(10):
        stranger.session.headers.update({"X-Real-Ip": f"10.0.0.{number}", "X-Forwarded-For": f"10.0.1.{number}"})
        stranger.log_in(newcomer[0], "wrong-password")
    assert Browser(classroom.url).log_in(newcomer[0], GOOD_PASSWORD).status_code == 403


def test_a_block_concerns_the_address_the_wrong_passwords_came_from(browser, classroom, newcomer):
    for _ in range(10):
        status, _ = classroom.run_in_hub(["python", "-c", WRONG_LOG_IN, newcomer[0]])
        assert status == 0
    assert "Choose your password" in browser.log_in(*newcomer).text


@pytest.mark.parametrize("senders", [["VICTIM"] * 10, [f"10.0.0.{number}" for number in range(10)], ["VICTIM, 10.0.0.1"] * 10])
def test_a_students_container_neither_evades_a_block_nor_aims_it_at_somebody_else(person, classroom, senders):
    classroom.network.reload()
    victim = classroom.network.attrs["IPAM"]["Config"][0]["Gateway"]  # as the hub sees whoever comes from this host, as `browser`
    said = classroom.engine.containers.run(
        classroom.exchange.image, ["python", "-c", FORGER, f"{classroom.name}-hub", *person,
                                   *(each.replace("VICTIM", victim) for each in senders)],
        network=classroom.network.name, labels=classroom.labels, remove=True,
    ).decode()
    assert said.strip() == "{403} 403 8000"
    assert Browser(classroom.url).log_in(*person).status_code == 302


def test_first_login_goes_on_to_where_the_person_wanted(browser, newcomer):
    page = browser.session.get(browser.url + "/hub/login?next=/hub/token", timeout=30).text
    browser.xsrf = xsrf(page)
    page = browser.post("/hub/login?next=/hub/token", username=newcomer[0], password=newcomer[1]).text
    browser.xsrf = xsrf(page)
    action = re.search(r'action="([^"]*first-login[^"]*)"', page).group(1)
    answer = browser.post(action, password=GOOD_PASSWORD, confirmation=GOOD_PASSWORD)
    assert answer.headers["Location"] == "/hub/token"


def test_a_crowd_that_guesses_is_told_that_the_hub_is_busy_and_others_are_let_in(classroom, browser, newcomer):
    form = f"http://{classroom.name}-hub:8000/hub/login"
    status, output = classroom.exchange.exec_run(["python", "-c", CROWD, form, str(MOST_OF_AN_ADDRESS + 40), *newcomer])
    assert status == 0, output.decode()
    refused, one_time, page = output.decode().split(" ", 2)
    assert (int(refused) > 0, one_time) == (True, "200")
    assert "Too many log-ins arrive at this moment" in page and 'id="login_submit"' in page
    assert "Choose your password" in browser.log_in(*newcomer).text
