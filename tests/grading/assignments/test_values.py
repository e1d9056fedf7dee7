"""Check files and the comparison of values: what decides, and what is refused. No sandbox."""

import math

import coursework
import pytest

from grading.assignments.check_files import read_check_file
from grading.errors import GradingError
from grading.execution.plain_values import alike, checked


@pytest.fixture
def read(tmp_path):
    """Read a check file with this text."""

    def run(text):
        path = tmp_path / "numbers.py"
        path.write_text(text)
        return read_check_file(path)

    return run


def test_a_check_file_says_what_decides_which_test(read):
    file = read("RTOL = 0.1\ndef sums(rng, add, np): return 1\nDECIDES = {'test_add': [sums]}\n")

    assert file.tests == {"test_add": {"sums": ["add", "np"]}}
    assert file.rtol == 0.1


@pytest.mark.parametrize(
    "text, why",
    [
        ("def sums(rng: return", "line 1 is not Python"),
        ("def sums(rng): return 1\n", "DECIDES is not defined"),
        ("DECIDES = {'test_add': [sums]}", "sums is not defined"),
        ("def sums(rng): return 1\nDECIDES = dict(test_add=[sums])", "write DECIDES"),
        ("def sums(rng): return 1\nDECIDES = {'test_add': sums}", "write DECIDES"),
        ("def sums(rng): return 1\nRTOL = 2 * 3\nDECIDES = {'test_add': [sums]}", "write DECIDES"),
    ],
)
def test_a_file_that_decides_nothing_is_refused(read, text, why):
    with pytest.raises(GradingError, match=why):
        read(text)


def test_no_code_of_a_check_file_runs_outside_the_sandbox(read, tmp_path):
    read(f"open({str(tmp_path / 'ran')!r}, 'w')\ndef sums(rng): return 1\nDECIDES = {{'test_add': [sums]}}\n")

    assert not (tmp_path / "ran").exists()


def numbers(*values, shape=None):
    return {"values": {"shape": [len(values)] if shape is None else shape, "numbers": list(values)}}


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        [],
        {"fault": "KeyError: 3"},
        {"values": 3.0},
        {"values": {"shape": [3], "numbers": [1.0]}},
        {"values": {"shape": [-1, -1], "numbers": [1.0]}},
        {"values": {"shape": [True], "numbers": [1.0]}},
        {"values": {"shape": [1], "numbers": ["1.0"]}},
        {"values": {"shape": [1], "numbers": [True]}},
        {"values": {"list": [{"list": [{"list": []}]}]}},
        {"values": {"list": [{"text": "x"}] * 101}},
        {"values": {"shape": [30_000], "numbers": [1.0] * 30_000}},
        {"values": {"list": [{"shape": [15_000], "numbers": [1.0] * 15_000}] * 2}},
        {"values": {"text": 3}},
    ],
)
def test_what_is_not_made_of_numbers_is_no_answer(answer):
    with pytest.raises(ValueError):
        checked(answer)


@pytest.mark.parametrize(
    "wanted, found, same",
    [
        (numbers(1.0, 2.0), numbers(1.0, 2.0001), True),
        (numbers(1.0, 2.0), numbers(1.0, 2.01), False),
        (numbers(1.0, 2.0), numbers(1.0, 2.0, shape=[2, 1]), False),
        (numbers(math.nan, math.inf), numbers(math.nan, math.inf), True),
        (numbers(math.inf), numbers(1e30), False),
        (numbers(1.0), numbers(math.nan), False),
        (numbers(1.0), {"values": {"list": [numbers(1.0)["values"]]}}, False),
        ({"values": {"list": [numbers(1.0)["values"]]}}, {"values": {"list": []}}, False),
        ({"values": {"text": None}}, {"values": {"text": None}}, True),
        ({"values": {"text": None}}, {"values": {"text": "None"}}, False),
    ],
)
def test_values_are_compared_by_form_and_within_a_tolerance(wanted, found, same):
    assert alike(checked(wanted), checked(found), 1e-3, 1e-5) is same


def check_file(course, text):
    (course / "checks" / coursework.ASSIGNMENT / f"{coursework.BOOK}.py").write_text(text)


@pytest.mark.docker
def test_changed_checks_grade_again_what_is_graded(course, right, autograde):
    coursework.submit(course, "ada", right)
    autograde(course)

    assert autograde(course) == 0
    check_file(course, coursework.CHECKS + "\n# mended\n")
    assert autograde(course) == 1


@pytest.mark.docker
@pytest.mark.parametrize(
    "text, why",
    [
        ("def sums(rng, add): return add(1\n", "line 1 is not Python"),
        ("import nothing\ndef sums(rng, add): return 1\n", "No module named"),
        ("def sums(rng, add): return 1 / 0\n", "check sums of numbers/test_add: ZeroDivisionError"),
        ("def sums(rng, add, gone): return 1\n", "gone is not defined"),
        ("def sums(rng, add): return object()\n", "not an array or a number"),
        ("import time\ndef sums(rng, add): return time.time()\n", "other values when it is called again"),
    ],
)
def test_a_check_that_does_not_work_stops_the_batch(course, right, autograde, text, why):
    coursework.submit(course, "ada", right)
    check_file(course, text + "DECIDES = {'test_add': [sums]}\n")

    with pytest.raises(GradingError, match=why):
        autograde(course)

    assert coursework.grades(course) == {}


@pytest.mark.docker
def test_a_check_for_a_cell_that_is_no_test_is_refused(course, right, autograde):
    coursework.submit(course, "ada", right)
    check_file(course, "def sums(rng, add): return 1\nDECIDES = {'add': [sums]}\n")

    with pytest.raises(GradingError, match="DECIDES names add, which is no test cell of numbers"):
        autograde(course)


@pytest.mark.docker
def test_checks_are_not_released_to_students(course, opened, sandbox):
    from grading.exchange.release import generate_release

    with opened(course) as context:
        generate_release(context)

    released = [path.name for path in (course / "release").rglob("*") if path.is_file()]
    assert f"{coursework.BOOK}.ipynb" in released
    assert [name for name in released if name.endswith(".py")] == []
