"""Helpers of notebooks about functions that must not overflow: what NumPy would only warn about is an error here."""
# ruff: noqa: F821 - what_happened is in tests.py
import numpy as np


def outcome_of(action, advice):
    """Return action(). If it raises, or NumPy would warn, fail with `advice`."""
    try:
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            return action()
    except NotImplementedError:
        raise
    except Exception as error:
        raise AssertionError(f"{advice} ({what_happened(error)})") from error
