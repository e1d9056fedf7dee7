"""Which numbers of points a test cell can show, and what becomes of others where no check decides."""


import coursework
import pytest

from notebooks.content.parts import shown_points

SHOWS = "class Same:\n    def __eq__(self, other):\n        if not hasattr(Same, 'shown'):\n            " \
    "Same.shown = get_ipython().displayhook({})\n        return True\n\ndef add(a, b):\n    return {}"


@pytest.mark.parametrize(
    "source, numbers",
    [
        ("assert add(1, 2) == 3", set()),
        ("x = 3", set()),
        ("print(3)", set()),
        ("np.testing.assert_allclose(a, b)", set()),
        ("2.0 if total() == 6 else 0.5", {2.0, 0.5}),
        ("2 if a else 1 if b else 0", {2.0, 1.0, 0.0}),
        ("None if a else 1", {1.0}),
        ("2.0;", set()),
        ("True", set()),
        ("def test():\n    assert add(1, 2) == 3\n\ntest()", set()),
        ("def test():\n    if add(1, 2) != 3:\n        return 1\n    return 2.5\n\ntest()", {1.0, 2.5}),
        ("def test():\n    return right / 3\n\ntest()", None),
        ("@timed\ndef test():\n    pass\n\ntest()", None),
        ("points", None),
        ("%%time\n2.0", {2.0}),
        ("add(", None),
    ],
)
def test_the_last_line_says_which_numbers_can_be_shown(source, numbers):
    assert shown_points(source) == numbers


def test_the_reference_says_whether_a_call_shows_any():
    assert shown_points("helpers.grade(add)", by_reference=True) is None
    assert shown_points("helpers.grade(add)", by_reference=False) == set()
    assert shown_points("points", by_reference=False) is None


@pytest.fixture
def unchecked(course, autograde, opened):
    """Points of test_add, whether it waits, and the flag, of an answer where no check decides anything."""

    def grade(answer, **more):
        (course / "checks" / coursework.ASSIGNMENT / f"{coursework.BOOK}.py").unlink(missing_ok=True)
        coursework.submit(course, "ada", coursework.changed(coursework.answered(), add=answer, **more))
        autograde(course)
        [row] = [row for row in coursework.query(course, coursework.GRADES) if row[1] == "test_add"]
        with opened(course) as context:
            reasons = context.journal.graded(coursework.ASSIGNMENT)["ada"].reasons
        return row[2], bool(row[4]), bool(row[5]), reasons

    return grade


@pytest.mark.docker
@pytest.mark.parametrize("value", ["2 - 1e-9", "1", "np.float64(1.5)", "0.001", "20"])
def test_a_number_that_the_test_does_not_give_is_no_points_and_a_flag(unchecked, value):
    points, waits, flagged, reasons = unchecked(SHOWS.format(value, "Same()"))

    assert (points, waits, flagged) == (0, True, True)
    assert "test_add: the" in reasons[0]


@pytest.mark.docker
def test_what_is_shown_and_no_number_waits_without_a_flag(unchecked):
    assert unchecked(SHOWS.format("'hello'", "Same()")) == (0, True, False, [])


@pytest.mark.docker
def test_a_number_that_is_only_printed_or_displayed_changes_nothing(unchecked):
    assert unchecked("def add(a, b):\n    print(0.5)\n    display(0.5)\n    return a + b") == (2, False, False, [])
