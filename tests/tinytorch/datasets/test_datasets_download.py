"""Downloads from a server on this machine: whole, continued, interrupted, wrong, impossible."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from file_server import FileServer

from tinytorch.datasets.download import ensure_download

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = FileServer(CONTENT)
    yield server
    server.close()


def closed_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/file.gz"


def test_a_file_arrives_whole_and_leaves_nothing_else(server, tmp_path):
    file = ensure_download(server.source(), tmp_path / "new" / "folder")

    assert file.read_bytes() == CONTENT
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_is_there_is_not_asked_for(server, tmp_path):
    (tmp_path / "file.gz").write_bytes(b"the learner's own")

    ensure_download(server.source(), tmp_path)

    assert server.requests == []


def test_an_earlier_attempt_is_continued(server, tmp_path):
    (tmp_path / "file.gz.part").write_bytes(CONTENT[:1000])

    file = ensure_download(server.source(), tmp_path)

    assert server.requests == ["bytes=1000-"]
    assert file.read_bytes() == CONTENT


def test_a_server_without_ranges_starts_again(server, tmp_path):
    server.knows_ranges = False
    (tmp_path / "file.gz.part").write_bytes(CONTENT[:1000])

    assert ensure_download(server.source(), tmp_path).read_bytes() == CONTENT


def test_a_broken_connection_is_continued_at_once(server, tmp_path):
    server.cuts = [5000, 70_000]

    file = ensure_download(server.source(), tmp_path)

    assert server.requests == [None, "bytes=5000-", "bytes=75000-"]
    assert file.read_bytes() == CONTENT


def test_what_arrived_before_giving_up_is_kept(server, tmp_path):
    server.cuts = [100, 100, 100]

    with pytest.raises(OSError, match=r"ended after 300 of 256,000 bytes"):
        ensure_download(server.source(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["file.gz.part"]
    assert (tmp_path / "file.gz.part").read_bytes() == CONTENT[:300]


def test_a_whole_part_needs_no_request(server, tmp_path):
    (tmp_path / "file.gz.part").write_bytes(CONTENT)

    ensure_download(server.source(), tmp_path)

    assert server.requests == []


@pytest.mark.parametrize("left", [b"x" * 1000, b"x" * len(CONTENT), b"x" * 2 * len(CONTENT)])
def test_a_damaged_part_is_thrown_away(server, tmp_path, left):
    (tmp_path / "file.gz.part").write_bytes(left)

    assert ensure_download(server.source(), tmp_path).read_bytes() == CONTENT


def test_a_wrong_checksum_leaves_no_file_and_asks_once(server, tmp_path):
    with pytest.raises(OSError, match=r"/file\.gz gives another file: its SHA-256 is .{64}, not "):
        ensure_download(server.source(expected=CONTENT[::-1]), tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(server.requests) == 1


def test_no_more_than_the_known_size_is_stored(server, tmp_path, monkeypatch):
    monkeypatch.setattr("tinytorch.datasets.download._ensure_checksum", lambda *_: None)

    file = ensure_download(server.source(expected=b"short"), tmp_path)

    assert file.stat().st_size == 1 << 16


def test_two_at_the_same_time_download_once(server, tmp_path):
    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda _: ensure_download(server.source(), tmp_path), range(8)))

    assert server.requests == [None]
    assert all(file.read_bytes() == CONTENT for file in files)


def test_the_next_address_is_tried(server, tmp_path):
    file = ensure_download(server.source(mirrors=(closed_address(),)), tmp_path)

    assert file.read_bytes() == CONTENT


def test_an_answer_that_is_an_error_is_told(server, tmp_path):
    server.status = 404

    with pytest.raises(OSError, match=r"http://127\.0\.0\.1:\d+/file\.gz answers 404 Not Found"):
        ensure_download(server.source(), tmp_path)


def test_progress_is_told_up_to_the_size(server, tmp_path):
    told = []

    ensure_download(server.source(), tmp_path, progress=lambda source: told.append)

    assert told == sorted(told)
    assert told[-1] == len(CONTENT)


def test_progress_outside_a_terminal_is_a_line_per_quarter(server, tmp_path, capsys):
    ensure_download(server.source(), tmp_path)

    assert capsys.readouterr().err.splitlines() == [
        f"file.gz: {percent:3d} % of 0.3 MB" for percent in (25, 50, 75, 100)
    ]
