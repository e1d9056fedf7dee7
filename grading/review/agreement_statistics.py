"""How far people agree: statistics over pairs of ratings. Pure, numpy only.

A pair is what two reviewers gave for the same thing, in points or as a share of the maximum.
"""

import numpy as np


def exact(pairs) -> float:
    """Share of pairs that are equal; NaN without pairs."""
    pairs = _array(pairs)
    return float(np.mean(np.isclose(pairs[:, 0], pairs[:, 1]))) if len(pairs) else float("nan")


def mean_difference(pairs) -> float:
    """Mean absolute difference; NaN without pairs."""
    pairs = _array(pairs)
    return float(np.mean(np.abs(pairs[:, 0] - pairs[:, 1]))) if len(pairs) else float("nan")


def weighted_kappa(pairs) -> float:
    """Cohen's kappa with quadratic weights: 1 - sum(w o) / sum(w e), w = (x - y)^2.

    o are the observed shares of each pair of values, e those expected if the reviewers were independent with the
    values that each of them gave (J. Cohen, "Weighted kappa", Psychological Bulletin 70, 1968). NaN where all gave one
    value, for then chance explains everything.
    """
    pairs = _array(pairs)
    if not len(pairs):
        return float("nan")
    observed = np.mean((pairs[:, 0] - pairs[:, 1]) ** 2)
    expected = np.mean((pairs[:, :1] - pairs[:, 1]) ** 2)
    return float(1 - observed / expected) if expected > 0 else float("nan")


def alpha(units) -> float:
    """Krippendorff's alpha for intervals; `units` are lists of what any reviewers gave for one thing, in any number.

    1 - D_o / D_e with squared differences (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011). Unlike
    kappa it does not ask who gave which value, so it holds where the pairs of reviewers change. NaN where all values
    are one.
    """
    units = [np.asarray(unit, dtype=float) for unit in units if len(unit) > 1]
    if not units:
        return float("nan")
    values = np.concatenate(units)
    observed = sum(((unit[:, None] - unit) ** 2).sum() / (len(unit) - 1) for unit in units) / len(values)
    expected = ((values[:, None] - values) ** 2).sum() / (len(values) * (len(values) - 1))
    return float(1 - observed / expected) if expected > 0 else float("nan")


def _array(pairs) -> np.ndarray:
    return np.asarray(list(pairs), dtype=float).reshape(-1, 2)
