"""A file beside the notebook that hides a library: JupyterLab's kernel may import it, and every surface says so."""

import os
from unittest import mock

import learner_notebooks as notebooks
import pytest
from test_tito_exchange import classroom as _classroom
from test_tito_sending import button as _button

classroom, button = _classroom, _button
SAID = "numpy.py beside the notebook hides the library numpy"


@pytest.fixture
def folder(learner, classroom):  # noqa: F811
    learner.tito("module", "start", "01")
    learner.write(notebooks.SOLUTION)
    (learner.notebook.parent / "numpy.py").write_text("print('a note of another day')\n")
    return learner.notebook.parent


def test_tito_says_it_although_the_tests_pass(learner, folder):
    done = learner.tito("module", "test", "01")
    assert done.returncode == 0 and SAID in done.stderr and "Rename it, as in my_numpy.py" in done.stderr


def test_tito_submit_says_it_once_and_sends(learner, folder, classroom):  # noqa: F811
    done = learner.tito("submit", "01")
    assert done.returncode == 0 and done.stderr.count(SAID) == 1
    assert len(classroom.inbound()) == 1


def test_the_submit_button_says_it_before_it_sends(learner, folder, classroom, button):  # noqa: F811
    first = button()
    assert not first["success"] and SAID in first["value"].replace("\n", " ") and classroom.inbound() == []
    assert button(first["digest"])["success"]


@pytest.mark.parametrize("work", [notebooks.SOLUTION, notebooks.WRONG])
def test_validate_says_it_whether_the_tests_pass_or_not(learner, folder, work):
    from tito.lab.validate import validate

    learner.write(work)
    with mock.patch.dict(os.environ, learner.env):
        answer = validate(learner.notebook.resolve())
    said = str(answer["value"]).replace("\\n", " ").replace("\n", " ")
    assert SAID in said and ("All visible tests pass" in said) == (work is notebooks.SOLUTION)


def test_the_course_page_says_it_until_the_file_is_renamed(learner, folder):
    from tito.page.view import describe_course

    def warnings():
        with mock.patch.dict(os.environ, learner.env):
            return describe_course(None, learner.home.resolve())["modules"][0]["warnings"]

    assert [sentence.startswith(SAID) for sentence in warnings()] == [True]
    (folder / "numpy.py").rename(folder / "my_numpy.py")
    assert warnings() == []
