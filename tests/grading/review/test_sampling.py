"""The review sample: exact, spread, the same on every run, and never losing anybody once chosen."""

from collections import Counter

import coursework
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.review.draw import BANDS, band, choose, choose_doubles, salt_of
from grading.review.review_queue import earned_fractions, sample

CLASSES = st.dictionaries(
    st.text("abcdefgh123", min_size=1, max_size=6), st.floats(0, 1), min_size=1, max_size=60
)
RATES = st.floats(0.01, 1)


def test_a_test_cell_waits_for_the_reader_and_no_empty_answer(course, opened, autograde):
    coursework.submit(course, "ada", coursework.answered())
    autograde(course)
    with opened(course, critical=True, review_rate=1.0) as context:
        assert sample(context) == ["ada"]
        review = context.journal.reviews(coursework.ASSIGNMENT)["ada"]
    assert review.cell.startswith("test_")


@given(CLASSES, RATES)
def test_the_number_is_exact(fractions, rate):
    assert len(choose(fractions, rate, b"salt", "ps1")) == max(1, int(len(fractions) * rate + 0.5))


@given(CLASSES, RATES)
def test_a_second_run_chooses_the_same(fractions, rate):
    first = choose(fractions, rate, b"salt", "ps1")
    assert choose(dict(reversed(fractions.items())), rate, b"salt", "ps1", first) == first


@given(CLASSES, RATES)
def test_every_band_has_its_share_to_within_one(fractions, rate):
    chosen = Counter(band(fractions[s]) for s in choose(fractions, rate, b"salt", "ps1"))
    sizes = Counter(map(band, fractions.values()))
    share = sum(chosen.values()) / len(fractions)
    assert all(abs(chosen[name] - sizes[name] * share) < 1 for _, name in BANDS)


@given(CLASSES, CLASSES, RATES)
def test_late_arrivals_move_nobody_out(early, late, rate):
    first = choose(early, rate, b"salt", "ps1")
    assert first <= choose(late | early, rate, b"salt", "ps1", first)


@given(CLASSES)
def test_nobody_is_chosen_at_rate_zero(fractions):
    assert choose(fractions, 0, b"salt", "ps1") == set()


def test_the_choice_depends_on_the_salt():
    fractions = {f"s{i}": 1.0 for i in range(100)}
    assert choose(fractions, 0.2, b"one", "ps1") != choose(fractions, 0.2, b"two", "ps1")


def test_twenty_percent_of_thirty_is_six():
    assert len(choose({f"s{i}": i / 30 for i in range(30)}, 0.2, b"salt", "ps1")) == 6


def test_the_salt_is_made_once_and_kept_private(tmp_path):
    assert salt_of(tmp_path) == salt_of(tmp_path)
    assert (tmp_path / "salt").stat().st_mode & 0o777 == 0o600


@given(CLASSES, RATES, RATES)
def test_the_share_that_two_read_is_exact_and_within_the_sample(fractions, rate, twice):
    chosen = choose(fractions, rate, b"salt", "ps1")
    doubles = choose_doubles(chosen, chosen, twice, b"salt", "ps1")
    assert doubles <= chosen and len(doubles) == int(len(chosen) * twice + 0.5)
    assert choose_doubles(chosen, chosen - doubles, twice, b"salt", "ps1", doubles) == doubles


@given(CLASSES, CLASSES, RATES)
def test_late_arrivals_take_no_second_reader_away(early, late, twice):
    first = choose(early, 0.5, b"salt", "ps1")
    doubles = choose_doubles(first, first, twice, b"salt", "ps1")
    more = choose(late | early, 0.5, b"salt", "ps1", first)
    assert doubles <= choose_doubles(more, more, twice, b"salt", "ps1", doubles)


@given(CLASSES, RATES)
def test_whom_somebody_has_begun_to_read_is_not_read_twice(fractions, twice):
    chosen = choose(fractions, 0.5, b"salt", "ps1")
    begun = set(sorted(chosen)[::2])
    assert not choose_doubles(chosen, chosen - begun, twice, b"salt", "ps1") & begun


@pytest.mark.docker
def test_points_that_people_give_move_nobody_into_another_band(graded, opened, autograde):
    with opened(graded) as context:
        before = earned_fractions(context)
    coursework.query(graded, "UPDATE grade SET manual_score = 3 WHERE auto_score IS NULL")
    autograde(graded, force=True)
    with opened(graded) as context:
        assert earned_fractions(context) == before and set(before.values()) == {1.0, before["s0"]} and before["s0"] < 1
