"""The hub waits for its way to the engine, and says which one does not answer."""

import socket
import threading

import pytest

from hub.engine.waiting import wait_for_engine


def test_it_ends_once_something_listens(tmp_path):
    path = tmp_path / "engine.sock"
    late = socket.socket(socket.AF_UNIX)

    def listen():
        late.bind(str(path))
        late.listen()

    timer = threading.Timer(0.3, listen)
    timer.start()
    try:
        assert not path.exists()
        wait_for_engine(f"unix://{path}", seconds=60)
        assert path.exists()
    finally:
        timer.join()
    connection, _ = late.accept()
    connection.close()
    late.close()


@pytest.mark.parametrize("left_behind", [False, True])
def test_a_way_that_nobody_listens_at_is_named(tmp_path, left_behind):
    path = tmp_path / "engine.sock"
    if left_behind:  # as by a proxy that was killed
        with socket.socket(socket.AF_UNIX) as gone:
            gone.bind(str(path))
    with pytest.raises(SystemExit, match=str(path)):
        wait_for_engine(f"unix://{path}", seconds=0)


@pytest.mark.parametrize("address", ["", "tcp://192.0.2.1:2376"])
def test_another_engine_is_not_waited_for(address):
    assert wait_for_engine(address, seconds=0) is None
