"""A home without room: the server starts all the same, so that its owner can delete something."""

import os
import time

import docker
import pytest

pytestmark = pytest.mark.docker
# Saves a file as JupyterLab does; prints the status and what its dialog shows.
SAVE = """
import json, pathlib, requests
server = json.loads(next(pathlib.Path("/tmp/jupyter/runtime").glob("jpserver-*.json")).read_text())
answer = requests.put(
    "http://127.0.0.1:8888/api/contents/notes.txt", headers={"Authorization": "token " + server["token"]},
    json={"type": "file", "format": "text", "content": "x" * 3_000_000},
)
print(answer.status_code, answer.json()["message"])
"""
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
        code, said = container.exec_run(["python", "-c", SAVE])
        assert code == 0
        assert said.decode().startswith("500 notes.txt is not saved: No space left on device. The disk is full: delete")
        assert container.exec_run("rm large").exit_code == 0
        assert container.exec_run("tito setup").exit_code == 0
    finally:
        container.remove(force=True, v=True)
