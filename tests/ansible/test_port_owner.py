"""A port that a container publishes: fine for the classroom whose hub it is, refused for any other."""

import secrets
import socket
import subprocess

import pytest

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def hub_on_a_port():
    """A classroom's name and the port that its hub (any program in a container of that name) publishes."""
    name = f"tt-port-{secrets.token_hex(3)}"
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        port = probe.getsockname()[1]
    options = f"--detach --label org.tinytorch.classroom={name} --name {name}-hub --publish {port}:8000"
    server = "tinytorch-base:bookworm python3 -m http.server 8000"
    start = ["docker", "run", *options.split(), *server.split()]
    subprocess.run(start, check=True, capture_output=True)
    yield name, port
    subprocess.run(["docker", "rm", "--force", f"{name}-hub"], check=True, capture_output=True)


def test_the_classroom_s_own_hub_may_hold_the_port(preflight, hub_on_a_port):
    name, port = hub_on_a_port
    outcome = preflight(classroom_name=name, classroom_port=port)
    assert outcome.returncode == 0, outcome.stdout


def test_the_hub_of_another_classroom_is_named(preflight, hub_on_a_port):
    name, port = hub_on_a_port
    outcome = preflight(classroom_port=port)
    assert f"Port {port} is taken by {name}-hub" in outcome.stdout
