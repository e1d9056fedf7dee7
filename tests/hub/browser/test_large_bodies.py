"""Bodies that nobody asked for: strangers cannot fill the memory of the hub or of the exchange."""

import contextlib
import socket
import time
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.docker
MIB = 1024 * 1024


@contextlib.contextmanager
def unfinished(url, path, count, size, headers=""):
    """`count` POSTs of `size` bytes that are sent but for their last byte; yields the connections."""
    address = urlsplit(url)
    with contextlib.ExitStack() as stack:
        connections = []
        for _ in range(count):
            connection = stack.enter_context(socket.create_connection((address.hostname, address.port), timeout=60))
            connection.sendall((
                f"POST {path} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: {size}\r\nConnection: close\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\n{headers}\r\n"
            ).encode())
            connection.sendall(b"x" * (size - 1))
            connections.append(connection)
        yield connections


def status(connection):
    """Send the last byte and return the answer's status."""
    connection.sendall(b"x")
    answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split()[1])


def memory(container):
    """Bytes that the container's processes hold."""
    stats = container.stats(stream=False)["memory_stats"]["stats"]
    return stats.get("total_rss", stats.get("anon"))


def test_large_bodies_for_the_log_in_form_are_not_kept(classroom):
    before = memory(classroom.hub)
    with unfinished(classroom.url, "/hub/login", 6, 60 * MIB) as connections:
        # The proxy reads in pieces, which it collects now and then.
        assert memory(classroom.hub) - before < 120 * MIB
        assert {status(connection) for connection in connections} == {413}


@pytest.mark.parametrize(("path", "size"), [
    ("/user/nosuch/x", 4 * MIB), ("/user/nosuch/x", 65537), ("/services/nosuch/x", 65537), ("/nosuch", 65537),
])
@pytest.mark.parametrize("headers", ["", "Authorization: token x\r\n"])
def test_what_no_server_takes_is_the_hubs_and_capped_as_such(classroom, path, size, headers):
    with unfinished(classroom.url, path, 1, size, headers) as (connection,):
        assert status(connection) == 413


def test_a_strangers_token_brings_no_large_body_to_a_students_server(classroom):
    name, _ = classroom.add_newcomer()
    classroom.start_hostile_server(name)
    with unfinished(classroom.url, f"/user/{name}/x", 1, 2 * MIB, "Authorization: token x\r\n") as (connection,):
        assert status(connection) == 413
    pieces = classroom.call("POST", f"../../user/{name}/x", token="x", data=(b"x" * 1024 for _ in range(3)))
    assert pieces.status_code == 411


@pytest.mark.parametrize("path", [
    "/hub/login", "/hub/first-login", "/hub/api/users", "/hub/security/csp-report", "/user/nosuch/x",
])
def test_a_body_of_unknown_length_is_refused_at_the_hub(classroom, path):
    chunks = (b"x" * 1024 for _ in range(3))
    assert classroom.call("POST", f"../..{path}", data=chunks).status_code == 411


def test_strangers_uploads_are_not_kept_and_are_told_why(classroom):
    before = memory(classroom.exchange)
    size = 2 * MIB - 4096
    with unfinished(classroom.url, "/services/ngshare/submission/tinytorch/ps1", 20, size) as connections:
        assert memory(classroom.exchange) - before < 15 * MIB
        assert {status(connection) for connection in connections} == {403}


def test_only_a_few_uploads_are_read_at_once_and_one_of_each_sender(classroom):
    before = memory(classroom.exchange)
    token = f"Authorization: token {classroom.token('bob')}\r\n"
    size = 2 * MIB - 4096
    # No more than what fits into the buffers on the way gets through for those who wait, so the sender must not wait for it.
    with unfinished(classroom.url, "/services/ngshare/submission/tinytorch/none", 1, size, token) as (first,):
        assert memory(classroom.exchange) - before < 6 * MIB
        assert status(first) == 404
    assert classroom.call("POST", "submission/tinytorch/none", "bob", data={"files": "x" * MIB}).status_code == 404


def test_only_so_many_bodies_are_under_way_and_then_room_comes_back(classroom):
    name, _ = classroom.add_newcomer()
    classroom.start_hostile_server(name)
    path, token = f"/user/{name}/x", "Authorization: token x\r\n"
    # Until it listens.
    while classroom.call("GET", f"../..{path}", token="x").status_code != 200:
        time.sleep(0.2)
    # Which of them arrive first at the proxy is not known.
    with unfinished(classroom.url, path, 16, 100_000, token) as connections:
        answers = [status(connection) for connection in connections]
    assert answers.count(200) >= 8 and answers.count(503) >= 1 and set(answers) == {200, 503}
    with unfinished(classroom.url, path, 1, 100_000, token) as (connection,):
        assert status(connection) == 200


def test_one_persons_stalled_uploads_keep_nobody_waiting_whatever_their_tokens(classroom):
    tokens = [classroom.drive_hub("POST", "/users/bob/tokens", json={})["token"] for _ in range(10)]
    with contextlib.ExitStack() as stack:
        for token in tokens:
            header = f"Authorization: token {token}\r\n"
            stack.enter_context(unfinished(classroom.url, "/services/ngshare/submission/tinytorch/none", 1, 100_000, header))
        answer = classroom.call("POST", "submission/tinytorch/none", "alice", data={"files": "x" * 100_000})
        assert answer.status_code == 404


def test_an_upload_that_stalls_is_ended(classroom):
    header = f"Authorization: token {classroom.token('bob')}\r\n"
    with unfinished(classroom.url, "/services/ngshare/submission/tinytorch/none", 1, 100_000, header) as (connection,):
        answer = b"".join(iter(lambda: connection.recv(65536), b""))  # comes without the last byte
    assert not answer or answer.split()[1] in (b"503", b"502")


def test_the_hub_is_reached_through_the_proxy_only(classroom):
    attempt = "import socket, sys; sys.exit(socket.socket().connect_ex((sys.argv[1], int(sys.argv[2]))))"
    host = f"{classroom.name}-hub"
    codes = {port: classroom.exchange.exec_run(["python", "-c", attempt, host, str(port)])[0] for port in (8000, 8001, 8081)}
    assert codes[8000] == 0 and codes[8001] != 0 and codes[8081] != 0


@pytest.mark.parametrize(("path", "statuses"), [
    ("/metrics", {403}), ("/hub/metrics", {403}), ("/hub/api/info", {403}), ("/hub/api/users", {403}), ("/hub/api/proxy", {403}),
    ("/hub/api/user", {403}), ("/hub/api/accounts", {403, 405}), ("/hub/api/shutdown", {403, 405}), ("/hub/people", {200, 403}),
])
def test_a_stranger_learns_nothing_from_the_hub(classroom, path, statuses):
    answer = classroom.call("GET", f"../..{path}")
    assert answer.status_code in statuses
    assert answer.status_code != 200 or "/hub/login" in answer.url
