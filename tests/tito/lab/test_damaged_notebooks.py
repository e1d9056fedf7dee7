"""A damaged notebook in JupyterLab: what is said when it is opened, and that saving over it loses nothing."""

import os
from unittest import mock

import learner_notebooks as notebooks
import pytest
from event_loop import run_apart
from tornado.web import HTTPError

from tito.lab.contents import Contents

PATH = "modules/01_tensor/01_tensor.ipynb"


@pytest.fixture
def contents(learner):
    learner.write(notebooks.SOLUTION)
    learner.notebook.write_text("{")
    with mock.patch.dict(os.environ, learner.env):
        yield Contents(root_dir=str(learner.home))


def test_opening_it_names_the_place_where_it_is_repaired(contents):
    with pytest.raises(HTTPError, match="On the course page .* press Repair beside Module 01") as refused:
        run_apart(contents.get(PATH))
    assert refused.value.status_code == 400


def test_another_damaged_notebook_is_told_in_jupyters_words(contents, learner):
    (learner.home / "mine.ipynb").write_text("{")
    with pytest.raises(HTTPError, match="Unreadable Notebook"):
        run_apart(contents.get("mine.ipynb"))


def test_saving_over_it_keeps_the_damaged_file(contents, learner):
    empty = {"type": "notebook", "format": "json", "content": notebooks.notebook(tests=False)}
    run_apart(contents.save(empty, PATH))
    (kept,) = learner.notebook.parent.glob("01_tensor-damaged-*.txt")
    assert kept.read_text() == "{" and "Tensor" in learner.notebook.read_text()
    run_apart(contents.save(empty, PATH))  # nothing is damaged any more
    assert list(learner.notebook.parent.glob("01_tensor-damaged-*.txt")) == [kept]
