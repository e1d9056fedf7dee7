"""The self-learner's container, as `docker run -p 8888:8888` starts it, on a free port."""

import os
import re
import time

import docker
import pytest

TAG = os.environ.get("TINYTORCH_TAG", "latest")
LABELS = {"org.tinytorch.classroom": "tt-image-test"}


class Alone:
    """One learner's container. `container` is Docker's."""

    def __init__(self, container, prefix=""):
        self.container, self.prefix = container, prefix

    def address(self) -> tuple[str, str]:
        """Wait until the server has printed its address; return that, as seen from outside, and the token."""
        for _ in range(240):
            if match := re.search(rf"http://127\.0\.0\.1:8888{self.prefix}/course\?token=(\w+)", self.container.logs().decode()):
                self.container.reload()
                port = self.container.attrs["NetworkSettings"]["Ports"]["8888/tcp"][0]["HostPort"]
                return f"http://127.0.0.1:{port}{self.prefix}", match[1]
            time.sleep(0.5)
        raise TimeoutError(self.container.logs().decode())

    def run(self, *command: str) -> str:
        """Run a command in the container; fails the test when it fails."""
        status, output = self.container.exec_run(list(command))
        assert status == 0, f"{command}: {output.decode()}"
        return output.decode()


@pytest.fixture(scope="module")
def alone():
    container = docker.from_env().containers.run(
        f"tinytorch-selfhost:{TAG}", detach=True, ports={"8888/tcp": ("127.0.0.1", None)}, labels=LABELS
    )
    try:
        yield Alone(container)
    finally:
        container.remove(force=True, v=True)


@pytest.fixture(scope="module")
def below_a_prefix():
    """The student's image, serving where the hub would have it, with the lists of an exchange that does not answer; no hub."""
    container = docker.from_env().containers.run(
        f"tinytorch-student:{TAG}",
        ["jupyter", "lab", "--no-browser", "--ip=0.0.0.0", "--ServerApp.base_url=/user/x/"],
        detach=True, ports={"8888/tcp": ("127.0.0.1", None)}, labels=LABELS, environment={"NGSHARE_URL": "http://127.0.0.1:9"},
    )
    try:
        yield Alone(container, "/user/x")
    finally:
        container.remove(force=True, v=True)
