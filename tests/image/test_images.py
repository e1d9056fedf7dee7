"""The images themselves: no solution in any layer of what students get, and the same image runs alone."""

import os
import pathlib
import re

import pytest
import requests
from layers import files_of_every_layer

from curriculum.course import load_course
from curriculum.source.notebook import read_source
from curriculum.source.regions import split

pytestmark = pytest.mark.docker
ROOT = pathlib.Path(__file__).parents[2]
TAG = os.environ.get("TINYTORCH_TAG", "latest")
# Bytes of a line of a solution that is looked for; most lines of most files are shorter.
SHORTEST = 40
LONG_LINE = re.compile(rb"[^\r\n]{%d,}" % SHORTEST)


@pytest.fixture(scope="module")
def secrets():
    """What only a solution or a hidden test has: (whole lines of source, texts that survive compiling)."""
    lines, texts, released = set(), set(), []
    for module in load_course().built_modules:
        for cell in read_source(module, ROOT).cells:
            parts = split(cell)
            released += parts.released
            for line in parts.inside.get("SOLUTION", []) + parts.inside.get("HIDDEN TESTS", []):
                lines.add(line.strip())
                texts.update(re.findall(r'"([^"{}\\]{30,})"', line))
    public = "\n".join(released)
    lines = {line.encode() for line in lines if len(line) >= SHORTEST and line not in public}
    texts = {text.encode() for text in texts if text not in public}
    assert len(lines) > 50 and len(texts) > 10
    return lines, texts


@pytest.fixture(scope="module")
def leaks(secrets):
    """(layer, path, what) of every file of every layer that holds a secret, by image."""
    lines, texts = secrets
    images = {f"tinytorch-{image}:{TAG}": image for image in ("student", "selfhost", "staff")}
    found = {image: [] for image in images.values()}
    for owners, layer, path, content in files_of_every_layer(list(images)):
        # A notebook keeps a line of source as a JSON string.
        seen = {line.strip(b' \t",').removesuffix(b"\\n") for line in LONG_LINE.findall(content)} & lines
        if path.endswith(".pyc"):
            seen |= {text for text in texts if text in content}
        if seen:
            for owner in owners:
                found[images[owner]].append((layer[:12], path, sorted(seen)[0]))
    return found


@pytest.mark.parametrize("image", ["student", "selfhost"])
def test_no_layer_holds_a_solution(leaks, image):
    assert leaks[image] == []


def test_the_search_would_find_a_solution(leaks):
    """The staff image holds them, so the same search must find them there."""
    found = {path for _, path, _ in leaks["staff"]}
    assert any(path.endswith("core/tensor.py") for path in found)
    assert any(path.endswith(".pyc") for path in found)
    assert any(path.endswith(".ipynb") for path in found)


def test_the_image_alone_serves_jupyterlab(alone):
    address, token = alone.address()
    assert requests.get(f"{address}/lab", timeout=30).url.endswith("login?next=%2Flab")
    assert requests.get(f"{address}/api/status?token={token}", timeout=30).status_code == 200


def test_a_self_learner_starts_and_tests_module_01(alone):
    alone.address()
    assert alone.container.exec_run("tito module start 01").exit_code == 0
    tested = alone.container.exec_run("tito module test 01")
    assert tested.exit_code == 1 and b"NotImplementedError" not in tested.output.splitlines()[-1]


def test_a_self_learner_has_the_milestones(alone):
    alone.address()
    assert b"Rosenblatt" in alone.container.exec_run("tito milestone info 01").output
    assert b"tito module start 01" in alone.container.exec_run("tito milestone run 01").output


def test_a_module_that_is_not_built_is_named(alone):
    alone.address()
    said = alone.container.exec_run(["python", "-c", "from tinytorch.core.layers import Linear"]).output.decode()
    assert "complete Module 03" in said
