"""Odd addresses, parameters and headers: the exchange and the hub refuse them and never fail."""

import json
import socket
from urllib.parse import urlsplit

import pytest
import requests
from handler_table import served

pytestmark = pytest.mark.docker
NAMES = ("%00", "x%00y", "%0a", "%ff", "..%2fx", "%20", "a" * 300, "%F0%9F%94%A5", "%ED%A0%80", "[]")
FIELDS = ("files", "timestamp", "list_only", "students", "instructors", "first_name", "email")
ODD = (
    "x", "\0", "[]", "{}", "1e999", "9" * 5000, "[" * 5000, '[{"path": "a", "content": "@"}]',
    '[{"path": "a", "content": "YQ"}]', "0001-01-01 00:00:00.0 UTC", "ü",
)  # fmt: skip


def tracebacks(container):
    return container.logs().decode().count("Traceback (most recent call last)")


@pytest.fixture
def quiet(classroom):
    """Neither service writes a traceback during the test."""
    before = {part.name: tracebacks(part) for part in (classroom.exchange, classroom.hub)}
    yield
    assert {part.name: tracebacks(part) for part in (classroom.exchange, classroom.hub)} == before


def test_the_exchange_refuses_odd_names(classroom, quiet):
    for row in served("The exchange"):
        for method in set(row.methods.split(",")) & {"GET", "POST"}:
            for name in NAMES:
                address = row.address.removesuffix("$").lstrip("/").replace("([^/]+)", name)
                first = row.address.removesuffix("$").lstrip("/").replace("([^/]+)", "tinytorch", 1).replace("([^/]+)", name)
                for each in {each for each in (address, first) if name in each}:
                    answer = classroom.call(method, each, "ada")
                    assert 400 <= answer.status_code < 500, (method, each[:60], answer.status_code, answer.text[:100])


def test_the_exchange_refuses_odd_parameters(classroom, assignment, quiet):
    classroom.submit(assignment, "bob", "ps.ipynb")
    addresses = [("GET", f"submission/tinytorch/{assignment}/bob"), ("GET", f"feedback/tinytorch/{assignment}/bob"),
                 ("POST", f"feedback/tinytorch/{assignment}/bob"), ("POST", f"submission/tinytorch/{assignment}"),
                 ("GET", f"assignment/tinytorch/{assignment}"), ("POST", "students/tinytorch"),
                 ("POST", "student/tinytorch/bob")]  # fmt: skip
    token = {"token": classroom.token("ada")}
    for method, address in addresses:
        for field in FIELDS:
            for value in (*ODD, ["x", "y"]):
                sent = {"params" if method == "GET" else "data": {field: value}}
                answer = classroom.call(method, address, **token, **sent)
                assert answer.status_code < 500, (method, address, field, str(value)[:40], answer.text[:100])
    answer = classroom.call("GET", addresses[0][1], "ada", params={"timestamp": "x"})
    assert (answer.status_code, answer.json()["success"]) == (400, False)


FAULTS = {"%00": "control character", "x%0ay": "control character", "a%2fb": "slash", "a%5cb": "slash", "%2e%2e%2fx": "dot",
          ".x": "dot", "%20": "empty", "a" * 300: "200 bytes", "%3Cimg%20src=x%3E": "signs < >", "a%22b": "signs < >",
          "hw%2b1": "signs + *", "a%3f": "signs + *", "(": "signs + *", "hw%20": "blank"}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_no_assignment_is_released_under_a_name_that_loses_work(classroom, quiet, name):
    before = classroom.call("GET", "assignments/tinytorch", "ada").json()["assignments"]
    answer = classroom.release(name, "tess")
    assert (answer.status_code, FAULTS[name] in answer.json()["message"]) == (400, True), answer.text
    assert classroom.call("GET", "assignments/tinytorch", "ada").json()["assignments"] == before


@pytest.mark.parametrize("sent", [(), ("nbgrader_config.py",), (".ipython/x.py", "left-out-by-the-exchange.txt")])
def test_a_submission_without_work_does_not_replace_the_complete_one(classroom, assignment, sent):
    classroom.submit(assignment, "alice", "ps.ipynb")
    answer = classroom.submit(assignment, "alice", *sent)
    assert (answer.status_code, "assignment's folder" in answer.json()["message"]) == (400, True), answer.text
    newest = classroom.call("GET", f"submission/tinytorch/{assignment}/alice", "ada").json()
    assert [file["path"] for file in newest["files"]] == ["ps.ipynb"]


def test_an_empty_release_and_an_empty_feedback_are_refused(classroom, assignment):
    sent = classroom.submit(assignment, "alice", "ps.ipynb").json()["timestamp"]
    for address in (f"assignment/tinytorch/{assignment}-b", f"feedback/tinytorch/{assignment}/alice"):
        answer = classroom.call("POST", address, "ada", data={"files": "[]", "timestamp": sent})
        assert (answer.status_code, "no files" in answer.json()["message"]) == (400, True), answer.text


FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"


@pytest.mark.parametrize(("kind", "body"), [
    (FORM, b"files=%FF"), (PARTS, b"x"), (f"{PARTS}; boundary=x", b"x"), (f"{PARTS}; boundary=x", b"--x\r\nfiles\r\n--x--\r\n"),
])  # fmt: skip
def test_a_body_that_cannot_be_read_is_called_that(classroom, assignment, quiet, kind, body):
    headers = {"Authorization": f"token {classroom.token('bob')}", "Content-Type": kind}
    answer = requests.post(
        f"{classroom.exchange_url}/submission/tinytorch/{assignment}", body, headers=headers, timeout=30
    )
    assert answer.status_code == 400
    assert any(why in answer.json()["message"] for why in ("cannot be read", "not valid JSON")), answer.text


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("address", ["courses", "assignment/tinytorch/x", "healthz"])
def test_a_method_that_is_not_served_is_called_that(classroom, quiet, method, address):
    answer = classroom.call(method, address, "bob")
    assert (answer.status_code, "this method" in answer.json()["message"]) == (405, True), answer.text


def first_line(url, path, headers, body=b"x" * 60):
    """Status of a POST whose header lines are these, as a program would send it that is no browser."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n{headers}\r\n"
        connection.sendall(head.encode("latin-1") + body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split()[1])


LENGTHS = ("abc", "-5", "", "5, 6", "60, 60", "1e3", "\xb2", "+60", "9" * 5000, "6_0")


@pytest.mark.parametrize("length", LENGTHS)
def test_a_length_that_is_no_number_is_refused(classroom, quiet, length):
    # From the services' own network, where no proxy stands before it.
    program = (
        "import socket, sys; c = socket.create_connection((sys.argv[1], 10101), 20);"
        "c.sendall(('POST /services/ngshare/submission/tinytorch/x HTTP/1.1\\r\\nHost: n\\r\\nConnection: close\\r\\n'"
        "'Content-Length: ' + eval(sys.argv[2]) + '\\r\\n\\r\\n').encode('latin-1') + b'x' * 60);"
        "print(c.recv(65536).split()[1].decode())"
    )
    exchange = f"{classroom.name}-ngshare"
    status, output = classroom.exchange.exec_run(["python", "-c", program, exchange, ascii(length)])
    assert (status, output.decode().strip()) == (0, "400")
    assert first_line(classroom.url, "/services/ngshare/submission/tinytorch/x", f"Content-Length: {length}\r\n") in (400, 431)


@pytest.mark.parametrize("path", [
    "/hub/static/{}", "/hub/static/components/{}", "/hub/logo/{}", "/hub/{}", "/hub/user/{}", "/hub/api/users/{}", "/hub/api/{}",
    "/hub/error/{}", "/hub/login?next={}", "/hub/visit/{}", "/hub/api/oauth2/authorize?client_id={}", "/user/{}/",
    "/services/{}/x", "/visit?ticket={}",
])  # fmt: skip
def test_the_hub_refuses_odd_addresses(classroom, quiet, path):
    for name in NAMES:
        answer = requests.get(classroom.url + path.format(name), allow_redirects=False, timeout=20)
        assert answer.status_code < 500, (name[:20], answer.status_code)


@pytest.mark.parametrize("method, path, status", [
    ("GET", "/hub/api/authorizations/token", 404), ("GET", "/hub/api/authorizations/token/x", 403),
    ("POST", "/hub/api/authorizations/token", 404), ("POST", "/hub/api/authorizations/token/x", 404),
    ("GET", "/hub/login?next=%FF", 400), ("GET", "/hub/login?username=%FF", 400), ("POST", "/hub/login?next=%FF", 400),
    ("POST", "/hub/login?password=%FF", 403), ("POST", "/hub/first-login?next=%FF", 403),
])  # fmt: skip
def test_a_stranger_is_refused(classroom, quiet, method, path, status):
    session = requests.Session()
    session.get(classroom.url + "/hub/login", timeout=20)
    data = {"_xsrf": session.cookies.get("_xsrf")} if "login" in path else {}
    answer = session.request(method, classroom.url + path, data=data, allow_redirects=False, timeout=20)
    assert answer.status_code == status, answer.text[:300]


@pytest.mark.parametrize("field", ["username", "password", "next", "x"])
def test_a_form_that_is_no_text_is_refused(browser, quiet, field):
    browser.open("/hub/login")
    answer = browser.post("/hub/login", **{field: b"\xff"})
    assert answer.status_code == 400 and 'name="_xsrf"' in answer.text


def test_no_destination_is_more_than_a_line(browser, person, quiet):
    for odd in ("%0aX", "%0d%0aX:1", "a%09b", "%7fX", "x%0bX", "x%0cX"):
        for page in ("/hub/login", "/hub/", "/hub/spawn-pending"):
            answer = browser.open(f"{page}?next=/hub/{odd}")
            assert answer.status_code < 500 and "X" not in answer.headers.get("Location", "")
        assert browser.open(f"/hub/visit/{person[0]}?to=/user/{person[0]}/{odd}").status_code == 400
    for page in ("/hub/login", "/hub/"):
        assert browser.open(f"{page}?next=//[x").status_code == 302


TIMES = ("0001-01-01T00:00:00+23:00", "2026-01-01T00:00:00+99:99", "9999-12-31T23:59:59-23:00", "x", 5, [1], {"a": 1})


@pytest.mark.parametrize("time", TIMES)
def test_a_time_off_the_calendar_is_refused(classroom, quiet, time):
    headers = {"Authorization": f"token {classroom.token('alice')}"}
    sent = {"headers": headers, "json": {"last_activity": time}, "timeout": 20}
    answer = requests.post(classroom.hub_api + "/users/alice/activity", **sent)
    assert answer.status_code == 400, answer.text[:200]


def test_the_longest_name_goes_in_and_comes_out(classroom, assignment):
    names = ["x" * 255, "y." + "z" * 253, "ü" * 127, "p" * 249 + ".ipynb"]
    assert classroom.submit(assignment, "alice", *names).status_code == 200
    answer = classroom.call("GET", f"submission/tinytorch/{assignment}/alice", "ada")
    assert sorted(file["path"] for file in answer.json()["files"]) == sorted(names)


NO_TIMES = (-(10**30), 10**30, -1, 0, True, 1.5, "60", [60], {"a": 1}, float("nan"), 10**400)
NO_TEXTS = ([1], {"a": 1}, 5, True, "\ud800", "a\0", "n" * 2000)
NO_LISTS = ("x", 5, True, {"a": 1}, [1], [None], ["\ud800"], ["a\0"], ["none"])
NO_TOKENS = (
    *({"expires_in": odd} for odd in NO_TIMES), *({"note": odd} for odd in NO_TEXTS),
    *({field: odd} for field in ("roles", "scopes") for odd in NO_LISTS),
)  # fmt: skip


def driven(classroom, method, path, **sent):
    """The hub's answer to the tests' own service, which may do what an administrator may with people and tokens."""
    headers = {"Authorization": f"token {classroom._driver_token}"}
    return requests.request(method, f"{classroom.hub_api}/{path}", headers=headers, timeout=30, **sent)


@pytest.mark.parametrize("sent", NO_TOKENS, ids=lambda sent: ascii(sent)[:40])
def test_a_token_that_cannot_be_is_refused(classroom, quiet, sent):
    before = driven(classroom, "GET", "users/alice/tokens").json()["api_tokens"]
    answer = driven(classroom, "POST", "users/alice/tokens", data=json.dumps(sent))
    assert answer.status_code == 400, answer.text[:300]
    assert [token["id"] for token in driven(classroom, "GET", "users/alice/tokens").json()["api_tokens"]] == [
        token["id"] for token in before
    ]


NO_ONES = (b"5", b'{"username": [1]}', b'{"username": "x", "password": [1]}', b'{"username": "x"}')
NO_BODIES = (b"[]", b"5", b'"x"', b"\xff", b"{", b"[" * 50_000, *(b'{"auth": %s}' % odd for odd in NO_ONES))


@pytest.mark.parametrize("body", NO_BODIES, ids=lambda body: ascii(body)[:20])
def test_a_body_that_is_no_request_for_a_token_is_refused(classroom, quiet, body):
    for headers in ({}, {"Authorization": f"token {classroom.token('alice')}"}):
        answer = requests.post(f"{classroom.hub_api}/users/alice/tokens", body, headers=headers, timeout=20)
        assert answer.status_code in (400, 403), answer.text[:300]


@pytest.mark.parametrize("path", [
    "users/{}", "users/{}/server", "users/{}/servers/{}", "users/alice/servers/{}", "users/{}/tokens/{}", "users/alice/tokens/{}",
    "users/alice/tokens/a{}", "groups/{}", "groups/{}/users", "users/{}/shares/alice/{}", "shares/alice/{}",
    "share-codes/alice/{}", "proxy/{}", "services/{}",
])  # fmt: skip
def test_what_has_no_such_name_cannot_be_deleted(classroom, quiet, path):
    for name in (*NAMES, "9" * 40, "-1"):
        for method in ("DELETE", "GET"):
            answer = driven(classroom, method, path.replace("{}", name))
            assert 400 <= answer.status_code < 500, (method, name[:20], answer.status_code, answer.text[:200])
            # Other databases than this one fail at it.
            assert "%00" not in name or answer.status_code == 400


@pytest.mark.parametrize("who", ["ada", "admin", "bob"])
def test_nor_in_the_exchange(classroom, quiet, who):
    token = {"token": classroom.admin_token if who == "admin" else classroom.token(who)}
    for row in served("The exchange"):
        for name in NAMES if "DELETE" in row.methods else ():
            address = row.address.removesuffix("$").lstrip("/")
            for each in (address.replace("([^/]+)", name), address.replace("([^/]+)", "tinytorch", 1).replace("([^/]+)", name)):
                if name in each:
                    answer = classroom.call("DELETE", each, **token)
                    assert 400 <= answer.status_code < 500, (each[:60], answer.status_code, answer.text[:100])
