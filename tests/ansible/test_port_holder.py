"""Who listens on a port, found without any tool that a minimal Debian lacks."""

import os
import socket

import pytest

SCRIPT = "ansible/roles/preflight/files/port_holder.py"


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_with_a_listener_is_not_free(script, listener):
    assert not script.is_free("0.0.0.0", listener)


def test_a_closed_port_is_free(script):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert script.is_free("0.0.0.0", port)


def test_the_holder_is_named_with_its_pid(script, listener):
    assert script.holder(listener).endswith(f"(pid {os.getpid()})")
