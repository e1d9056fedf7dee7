"""One notebook in JupyterLab, in formgrader and on the feedback page: a reader sees the same in all three.

It holds rich things, as students write them, and every text of the course.
"""

import json
import os
import re
import tarfile
import time
from pathlib import Path

import docker
import pytest
from accessibility import serious
from containers import IMAGE
from course_texts import course_texts
from coursework import ASSIGNMENT, BOOK
from formgrader_server import HEADER, FormgraderServer
from playwright.sync_api import Error, expect
from rich_things import BESIDE, OUTPUTS, SEEN, SNIPPETS, cells

from grading.feedback.pages import generate

pytestmark = pytest.mark.docker
SCREENSHOTS = Path(__file__).parents[3] / "build" / "screenshots"
TEXTS = SNIPPETS | course_texts()
NAMES = [*TEXTS, *(f"output: {name}" for name in OUTPUTS)]
FORMULAS, PICTURES = 12, 16  # that JupyterLab shows; they come one after the other
# What a page may show in another way than JupyterLab, and why.
OTHERWISE = {
    "dollars": "JupyterLab sets what stands between two escaped dollars as a formula, although the author escaped them",
    "formula that is none": "JupyterLab shows the unknown command in red within a formula, the pages the TeX as it was typed",
}


@pytest.fixture(scope="module")
def notebook():
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells(TEXTS), "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4}


@pytest.fixture(scope="module")
def pages(browser):
    """Pages that note every request which leaves this machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, extra_http_headers={HEADER: "tess"})
    context.set_default_timeout(60_000)
    left = []
    context.on("request", lambda each: left.append(each.url) if not re.match(
        r"(http|ws)://127\.0\.0\.1:|data:|blob:|file:|attachment:", each.url) else None)
    context.outside = left
    yield context
    context.close()


def look(page, selector: str) -> list[dict]:
    """What a reader sees of each element, once all pictures are there."""
    page.wait_for_function("[...document.images].every(each => each.complete)")
    return page.locator(selector).evaluate_all(f"all => all.map({SEEN})")


@pytest.fixture(scope="module")
def in_jupyterlab(notebook, pages, tmp_path_factory):
    """What JupyterLab in the student image shows of each cell, by name."""
    folder = tmp_path_factory.mktemp("home")
    settings = ".jupyter/lab/user-settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
    files = {"notes.ipynb": json.dumps(notebook).encode(), settings: b'{"windowingMode": "none"}', **BESIDE}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    archive = folder.with_suffix(".tar")
    with tarfile.open(archive, "w") as tar:
        tar.add(folder, ".", filter=lambda entry: entry.replace(uid=1000, gid=1000, deep=False))
    engine = docker.from_env()
    container = engine.containers.run(
        IMAGE, ["sleep", "infinity"], detach=True, ports={"8888/tcp": ("127.0.0.1", None)},
        labels={"org.tinytorch.classroom": "tt-rich"},
    )
    try:
        container.put_archive("/home/student", archive.read_bytes())
        container.exec_run(["jupyter", "trust", "notes.ipynb"])
        container.exec_run(["jupyter", "lab", "--ip=0.0.0.0", "--no-browser", "--IdentityProvider.token="], detach=True)
        container.reload()
        port = container.attrs["NetworkSettings"]["Ports"]["8888/tcp"][0]["HostPort"]
        page = pages.new_page()
        address = f"http://127.0.0.1:{port}/lab/tree/notes.ipynb"
        for _ in range(120):
            try:
                page.goto(address)
                break
            except Error:
                time.sleep(0.5)
        # A busy server may refuse a picture, and JupyterLab does not ask again.
        for _ in range(3):
            page.wait_for_selector(".jp-OutputArea-output")
            expect(page.locator(".jp-MarkdownOutput")).to_have_count(len(TEXTS), timeout=60_000)
            expect(page.locator("mjx-container")).to_have_count(FORMULAS, timeout=60_000)
            try:
                page.wait_for_function(
                    f"() => [...document.images].filter(each => each.naturalWidth).length >= {PICTURES}", timeout=20_000)
                break
            except Error:
                page.goto(address)
        seen = look(page, ".jp-MarkdownCell .jp-MarkdownOutput") + look(page, ".jp-OutputArea-output")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / "rich-jupyterlab.png")
        yield dict(zip(NAMES, seen, strict=True))
    finally:
        container.remove(force=True, v=True)


@pytest.fixture(scope="module")
def graded_once(class_once, notebook, tmp_path_factory):
    """The graded class, in which s0 handed in the notebook of rich things."""
    import shutil

    root = shutil.copytree(class_once, tmp_path_factory.mktemp("rich") / "course")
    folder = root / "autograded" / "s0" / ASSIGNMENT
    graded = json.loads((folder / f"{BOOK}.ipynb").read_text())
    graded["cells"] = notebook["cells"]
    (folder / f"{BOOK}.ipynb").write_text(json.dumps(graded))
    for name, content in BESIDE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def in_formgrader(graded_once, pages, tmp_path_factory):
    server = FormgraderServer(graded_once, tmp_path_factory.mktemp("server")).start()
    try:
        row = server.api("tess").submissions(ASSIGNMENT, BOOK)["s0"]
        page = pages.new_page()
        page.goto(f"{server.url}/formgrader/submissions/{row['id']}/")
        page.wait_for_function("formgrader.grades && formgrader.grades.loaded")
        seen = look(page, ".text_cell_render") + look(page, ".output_area .output_subarea")
        page.screenshot(path=SCREENSHOTS / "rich-formgrader.png", full_page=True)
    finally:
        server.stop()
    return dict(zip(NAMES, seen, strict=True))


@pytest.fixture(scope="module")
def feedback(graded_once, pages):
    """The feedback page of s0, open."""
    from grading.messages.reporter import Reporter
    from grading.records.context import open_assignment

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        with open_assignment(graded_once, ASSIGNMENT, Reporter(lambda text: None)) as context:
            assert generate(context, ["s0"]) == ["s0"]
    page = pages.new_page()
    page.goto((graded_once / "feedback" / "s0" / ASSIGNMENT / f"{BOOK}.html").as_uri())
    return page


@pytest.fixture(scope="module")
def in_feedback(feedback):
    feedback.screenshot(path=SCREENSHOTS / "rich-feedback.png", full_page=True)
    return dict(zip(NAMES, look(feedback, ".cell.text") + look(feedback, ".cell .output"), strict=True))


def unlike_part(first, second) -> tuple[str, str]:
    """Both in words, from a little before they part."""
    first, second = str(first), str(second)
    same = max(len(os.path.commonprefix([first, second])) - 30, 0)
    return first[same:same + 80], second[same:same + 80]


def differences(one: dict, other: dict) -> dict[str, str]:
    """By name, what a reader sees otherwise: "pictures: 1, 0"."""
    found = {}
    for name in NAMES:
        pairs = ((what, one[name][what], other[name][what]) for what in one[name])
        unlike = [f"{what}: {' | '.join(unlike_part(first, second))}" for what, first, second in pairs if first != second]
        if unlike:
            found[name] = "; ".join(unlike)
    return found


def test_every_picture_and_formula_is_there(in_jupyterlab):
    """The yardstick measures something."""
    pictures = [name for name, seen in in_jupyterlab.items() if seen["pictures"]]
    assert len(pictures) == PICTURES, pictures
    assert sum(seen["formulas"] for seen in in_jupyterlab.values()) == FORMULAS


@pytest.mark.parametrize("where", ["in_formgrader", "in_feedback"])
def test_a_reader_sees_the_same_as_in_jupyterlab(where, in_jupyterlab, request):
    found = differences(in_jupyterlab, request.getfixturevalue(where))
    assert {name: said for name, said in found.items() if name not in OTHERWISE} == {}
    assert set(OTHERWISE) == set(found), "a difference that is gone needs no reason any more"


def test_no_page_loads_anything_from_outside(in_jupyterlab, in_formgrader, in_feedback, pages):
    assert pages.outside == []


def test_rich_things_have_no_serious_findings(feedback):
    for scheme in ("light", "dark"):
        feedback.emulate_media(color_scheme=scheme)
        assert serious(feedback) == [], scheme
