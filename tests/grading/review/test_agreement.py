"""Agreement statistics against published figures and cases that can be worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.review import agreement_statistics as agreement

PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=40)


def test_kappa_of_two_categories_is_plain_kappa():
    """20 and 15 agreed of 50, marginals 25/25 and 30/20: observed 0.7, expected 0.5, kappa 0.4."""
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert agreement.weighted_kappa(pairs) == pytest.approx(0.4)


def test_alpha_of_krippendorffs_own_example():
    """The data of the 2011 paper: four observers, twelve units, missing values; interval alpha 0.849."""
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    units = [[value for value in unit if value is not None] for unit in zip(*observers, strict=True)]
    assert agreement.alpha(units) == pytest.approx(0.849, abs=5e-4)


def test_exact_agreement_and_mean_difference():
    pairs = [(1, 1), (2, 3), (4, 2), (0, 0)]
    assert (agreement.exact(pairs), agreement.mean_difference(pairs)) == (0.5, 0.75)


@given(PAIRS)
def test_perfect_agreement_is_one_and_order_does_not_matter_to_alpha(pairs):
    same = [(first, first) for first, _ in pairs]
    for statistic in (agreement.weighted_kappa, agreement.alpha):
        assert math.isnan(value := statistic(same)) or value == pytest.approx(1)
    turned = [(second, first) for first, second in pairs]
    assert agreement.alpha(turned) == pytest.approx(agreement.alpha(pairs), nan_ok=True)


@given(PAIRS, st.floats(0.1, 10))
def test_the_unit_of_points_does_not_matter(pairs, unit):
    scaled = [(first * unit, second * unit) for first, second in pairs]
    assert agreement.weighted_kappa(scaled) == pytest.approx(agreement.weighted_kappa(pairs), nan_ok=True)
    assert agreement.alpha(scaled) == pytest.approx(agreement.alpha(pairs), nan_ok=True)


def test_without_pairs_nothing_is_claimed():
    assert all(math.isnan(f([])) for f in (agreement.exact, agreement.mean_difference, agreement.weighted_kappa, agreement.alpha))
