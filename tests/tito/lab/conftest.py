"""A JupyterLab of a student in a classroom, in a real browser: nbgrader's list, the course page, a file-system exchange."""

import os
import shutil
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
from learners import Learner

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


class Room:
    """A learner with a JupyterLab in a classroom that has a calendar and has released Module 01.

    The learner has submitted twice and got feedback on the first. Starting it takes far longer than any test: it is started
    once for the folder, and `restore` makes of it what it was.
    """

    def __init__(self, installation: Path, base: Path):
        self.base, self.learner, self.classroom = base, Learner(installation, base), Classroom(base)
        self._prepare()
        self.kept, self.environment = base / "kept", dict(self.learner.env)
        submitted = base / "data" / "nbgrader_cache"
        self.folders = [self.learner.home, self.classroom.root, self.classroom.course, submitted, base / "config"]
        for folder in self.folders:
            shutil.copytree(folder, self.kept / folder.name, symlinks=True)

    def _prepare(self) -> None:
        learner, config = self.learner, self.base / "config"
        (learner.home / ".tito").mkdir()
        (learner.home / "modules").mkdir()
        self.classroom.write_config(config)
        with (config / "nbgrader_config.py").open("a") as file:
            file.write(f"c.Exchange.assignment_dir = {str(learner.home / 'modules')!r}\n")
        self.classroom.release()
        course = yaml.safe_load(Path(learner.env["TINYTORCH_COURSE_FILE"]).read_text())
        course |= {"timezone": "Europe/Berlin", "calendar": {1: {"due": "2030-01-10 12:00"}}}
        own = self.base / "course.yml"
        own.write_text(yaml.safe_dump(course, sort_keys=False))
        learner.env |= {"JUPYTERHUB_API_TOKEN": "token", "TINYTORCH_COURSE_FILE": str(own)}
        del learner.env["TINYTORCH_RELEASE_DIR"]
        learner.write(notebooks.SOLUTION)
        first = learner.tito("submit", "01")
        assert first.returncode == 0, first.stderr
        self.classroom.give_feedback(feedback_page())
        learner.tito("submit", "01")

    def restore(self, address: str) -> None:
        """End the kernels of the last test, and put back every file of the learner, the exchange and JupyterLab's layout."""
        for kind in ("sessions", "kernels"):
            for one in requests.get(f"{address}/api/{kind}", timeout=60).json():
                requests.delete(f"{address}/api/{kind}/{one['id']}", timeout=60)
        self.learner.env = dict(self.environment)
        for folder in self.folders:
            # Emptied and not made anew: the server stands in one of them.
            for each in folder.iterdir():
                shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
            shutil.copytree(self.kept / folder.name, folder, symlinks=True, dirs_exist_ok=True)


@pytest.fixture(scope="package")
def room(installation, tmp_path_factory) -> Room:
    return Room(installation, tmp_path_factory.mktemp("room"))


@pytest.fixture(scope="package")
def served(room):
    """Address of a JupyterLab with nbgrader's list and the course's extension."""
    learner, extensions = room.learner, room.base / "share" / "labextensions"
    extensions.mkdir(parents=True)
    (extensions / "tinytorch").symlink_to(ROOT / "tito" / "page" / "labextension")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (room.base / "lab.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0",
         "--IdentityProvider.token=", f"--ServerApp.root_dir={learner.home}",
         "--ServerApp.contents_manager_class=tito.lab.contents.Contents",
         "--ServerApp.jpserver_extensions={'tito.page': True, 'tito.lab': True,"
         " 'nbgrader.server_extensions.assignment_list': False, 'nbgrader.server_extensions.validate_assignment': False}"],
        cwd=learner.home, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        env=learner.env | {"NGSHARE_URL": "http://127.0.0.1:9", "JUPYTER_PATH": str(room.base / "share"),
                           "PYTHONPATH": f"{learner.installation}:{ROOT}"},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            assert process.poll() is None, (room.base / "lab.log").read_text()[-4000:]
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
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


@pytest.fixture
def lab(room, served):
    """That address, with everything behind it as if nobody had been there."""
    room.restore(served)
    return served


@pytest.fixture
def learner(room, lab) -> Learner:
    return room.learner


@pytest.fixture
def classroom(room, lab) -> Classroom:
    return room.classroom


@pytest.fixture(scope="package")
def visitor(browser):
    """A browser that keeps JupyterLab's scripts, for all tests of the folder."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="America/New_York")
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def page(visitor, lab):
    """A page of a browser that remembers nothing of other tests but files of JupyterLab."""
    yield visitor.new_page()
    for each in visitor.pages:
        each.close()
    blank = visitor.new_page()
    everything = {"origin": lab, "storageTypes": "cookies,local_storage,indexeddb,service_workers"}
    visitor.new_cdp_session(blank).send("Storage.clearDataForOrigin", everything)
    blank.close()
