"""A home without room: the server starts all the same, so that its owner can delete something."""

import os
import time

import docker
import pytest

pytestmark = pytest.mark.docker
TAG = os.environ.get("TINYTORCH_TAG", "latest")


def test_a_server_starts_in_a_full_home():
    """Full before the first start: nothing of an earlier one helps."""
    container = docker.from_env().containers.run(
        f"tinytorch-selfhost:{TAG}", ["sh", "-c", "head -c 2M /dev/zero > ~/large; exec start-server"], detach=True,
        labels={"org.tinytorch.classroom": "tt-image-test"}, tmpfs={"/home/student": "size=1m,uid=1000,mode=0755"},
    )
    try:
        for _ in range(240):
            log = container.logs().decode()
            if "/course?token=" in log:
                break
            container.reload()
            assert container.status != "exited", log[-3000:]
            time.sleep(0.5)
        assert "is full or cannot be written" in log
        assert container.exec_run("rm large").exit_code == 0
        assert container.exec_run("tito setup").exit_code == 0
    finally:
        container.remove(force=True, v=True)
