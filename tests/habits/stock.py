"""Grades a course directory with nbgrader as it comes, on ipykernel, in a container of the staff image."""

import io
import json
import os
import tarfile
import time
from pathlib import Path

import coursework

IMAGE = f"tinytorch-staff:{os.environ.get('TINYTORCH_TAG', 'latest')}"
SECONDS = 1800
COMMAND = f"cd /tmp/course && nbgrader autograde {coursework.ASSIGNMENT} --course-dir /tmp/course"


def grade(root: Path, label: str) -> tuple[dict[str, float], dict[str, list[str | None]]]:
    """Points by student, and the error of each code cell, None for none, by student."""
    import docker

    client = docker.from_env(timeout=SECONDS)
    box = client.containers.create(
        IMAGE, ["sh", "-c", COMMAND], entrypoint=[], network_mode="none", user="0:0", labels={"org.tinytorch.classroom": label},
        environment={"TINYTORCH_OVERLAY": "off", "MPLBACKEND": "agg", "HOME": "/tmp", "IPYTHONDIR": "/tmp/.ipython"},
    )  # fmt: skip
    try:
        box.put_archive("/tmp", packed(root))
        box.start()
        until = time.monotonic() + SECONDS
        while box.status != "exited" and time.monotonic() < until:
            time.sleep(1)
            box.reload()
        taken = root.parent / "stock"
        stream, _ = box.get_archive("/tmp/course")
        with tarfile.open(fileobj=io.BytesIO(b"".join(stream))) as archive:
            archive.extractall(taken, filter="data")
    finally:
        box.remove(force=True)
        client.close()
    points: dict[str, float] = {}
    for student, _, auto, *_ in coursework.query(taken / "course", coursework.GRADES):
        points[student] = points.get(student, 0.0) + (auto or 0.0)
    return points, errors(taken / "course")


def errors(root: Path) -> dict[str, list[str | None]]:
    """The error's name, or None, of each code cell of the graded notebooks, by student."""
    found = {}
    for path in sorted((root / "autograded").glob(f"*/*/{coursework.BOOK}.ipynb")):
        cells = [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == "code"]
        found[path.parts[-3]] = [
            next((output["ename"] for output in cell["outputs"] if output["output_type"] == "error"), None) for cell in cells
        ]
    return found


def packed(root: Path) -> bytes:
    """The directory as a tar archive in which it is called course."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.add(root, "course")
    return buffer.getvalue()
