"""The scoring rule, case by case."""

import pytest

from grading.assignments.template import TemplateCell
from grading.execution.executor import CellRun
from grading.execution.outputs import checked_output, checked_run
from grading.pipeline.score import Score, score_cell

TEST = TemplateCell("t", "code", "", None, True, True, False, False, 4.0, "row", None)
ESSAY = TemplateCell("e", "markdown", "", None, False, True, True, False, 3.0, "row", "row")
ERROR = {"output_type": "error", "ename": "AssertionError", "evalue": "add them", "traceback": []}
WARNING = {"output_type": "stream", "name": "stderr", "text": "careful"}


def result(text):
    return {
        "output_type": "execute_result",
        "data": {"text/plain": text},
        "metadata": {},
        "execution_count": 1,
    }


@pytest.mark.parametrize(
    "outputs, points, by_hand",
    [
        ([], 4, False),
        ([WARNING], 4, False),
        ([ERROR], 0, False),
        ([result("4"), ERROR], 0, False),
        ([result("2.5")], 2.5, False),
        ([result("0")], 0, False),
        ([result("np.float64(1.5)")], 1.5, False),
        ([result("1e-1")], 0.1, False),
        ([result("True")], 0, True),
        ([result("'4'")], 0, True),
        ([result("5")], 0, True),
        ([result("-1")], 0, True),
        ([result("nan")], 0, True),
        ([result("inf")], 0, True),
        ([result("4"), result("4")], 0, True),
        ([result("1e999")], 0, True),
    ],
)
def test_a_test_cell(outputs, points, by_hand):
    score = score_cell(TEST, CellRun("ran", outputs), True)
    assert (score.points, score.by_hand) == (points, by_hand)


@pytest.mark.parametrize("status", ["timeout", "died", "not_run"])
def test_a_cell_that_did_not_finish_earns_nothing(status):
    assert score_cell(TEST, CellRun(status), True).points == 0


def test_a_cell_without_any_run_earns_nothing():
    assert score_cell(TEST, None, True).points == 0


def test_an_essay_waits_for_a_person():
    assert score_cell(ESSAY, None, True) == Score(None, True)


def test_an_essay_left_as_given_earns_nothing():
    assert score_cell(ESSAY, None, False).points == 0


def test_the_reason_is_the_message_of_the_assertion():
    assert score_cell(TEST, CellRun("ran", [ERROR]), True).reason == "AssertionError: add them"


@pytest.mark.parametrize("raw", [None, 7, [], {}, {"output_type": "pickle"}, {"output_type": ["stream"]}])
def test_unknown_outputs_are_dropped(raw):
    assert checked_output(raw) is None


# HTML, Markdown and SVG are kept; they are cleaned where they are shown (tests/grading/formgrader/test_no_script_acts.py).
@pytest.mark.parametrize("mime", ["application/javascript", "application/x-python-pickle", "application/vnd.x+json"])
def test_active_media_are_dropped(mime):
    data = checked_output({"output_type": "display_data", "data": {mime: "<script>"}})["data"]
    assert mime not in data


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"status": "perfect"},
        {"status": "ran", "answer": 5, "seconds": "long"},
        {"status": "ran", "answer": {"outputs": {"a": 1}, "line": "x"}},
    ],
)
def test_any_message_becomes_a_run(message):
    assert isinstance(checked_run(message), CellRun)


def test_a_made_up_status_is_a_failure():
    assert checked_run({"status": "perfect"}).failed
