"""A JupyterLab of a student in a classroom, in a real browser: nbgrader's list, the course page, a file-system exchange."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import learner_notebooks as notebooks
import pytest
import requests
import yaml
from instructor import Classroom

from grading.feedback.page_exporter import FeedbackPages

ROOT = Path(__file__).parents[3]


def feedback_page() -> str:
    row = {"kind": "test", "name": "test_sum", "title": "sum", "points": 60, "score": 52.5, "state": "part"}
    row |= dict.fromkeys(("section", "anchor", "changed", "agreed", "comment"), "") | {"hints": ["add all of them"]}
    summary = {"score": 52.5, "maximum": 60, "penalty": 0, "rows": [row]}
    test = {"cell_type": "code", "source": "assert sum", "outputs": [], "execution_count": None,
            "metadata": {"nbgrader": {"grade_id": "test_sum", "grade": True, "locked": True}}}
    notebook = {"cells": [test], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return FeedbackPages().render("01_tensor", notebook, summary)


@pytest.fixture
def classroom(learner, tmp_path) -> Classroom:
    """A classroom with a calendar that has released Module 01; the learner has submitted twice and got feedback on the first."""
    found = Classroom(tmp_path)
    found.write_config(Path(learner.env["JUPYTER_CONFIG_DIR"]))
    with (Path(learner.env["JUPYTER_CONFIG_DIR"]) / "nbgrader_config.py").open("a") as config:
        config.write(f"c.Exchange.assignment_dir = {str(learner.home / 'modules')!r}\n")
    found.release()
    course = yaml.safe_load(Path(learner.env["TINYTORCH_COURSE_FILE"]).read_text())
    course |= {"timezone": "Europe/Berlin", "calendar": {1: {"due": "2030-01-10 12:00"}}}
    own = tmp_path / "course.yml"
    own.write_text(yaml.safe_dump(course, sort_keys=False))
    learner.env |= {"JUPYTERHUB_API_TOKEN": "token", "TINYTORCH_COURSE_FILE": str(own)}
    del learner.env["TINYTORCH_RELEASE_DIR"]
    learner.write(notebooks.SOLUTION)
    first = learner.tito("submit", "01")
    assert first.returncode == 0, first.stderr
    found.give_feedback(feedback_page())
    learner.tito("submit", "01")
    return found


@pytest.fixture
def lab(learner, classroom, tmp_path):
    """Address of a JupyterLab with nbgrader's list and the course's extension."""
    extensions = tmp_path / "share" / "labextensions"
    extensions.mkdir(parents=True)
    (extensions / "tinytorch").symlink_to(ROOT / "tito" / "page" / "labextension")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "lab.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0",
         "--IdentityProvider.token=", f"--ServerApp.root_dir={learner.home}",
         "--ServerApp.contents_manager_class=tito.lab.contents.Contents",
         "--ServerApp.jpserver_extensions={'tito.page': True, 'tito.lab': True,"
         " 'nbgrader.server_extensions.assignment_list': False, 'nbgrader.server_extensions.validate_assignment': False}"],
        cwd=learner.home, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        env=learner.env | {"NGSHARE_URL": "http://127.0.0.1:9", "JUPYTER_PATH": str(tmp_path / "share"),
                           "PYTHONPATH": f"{learner.installation}:{ROOT}"},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            assert process.poll() is None, (tmp_path / "lab.log").read_text()[-4000:]
            try:
                requests.get(f"{address}/api/status", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
    finally:
        # It is asked first, for the sake of its kernels; how long it takes to end is not what is tested.
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="America/New_York")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()
