"""What the test cells of all notebooks are made of: every failure ends in a sentence, and no input can be written to."""
# ruff: noqa: F821 - Tensor is the notebook's
import itertools
from numbers import Integral, Real

import numpy as np


def explained(test):
    """Make `test` end with a sentence, also when the code under test breaks down in an unexpected way."""
    def run():
        try:
            test()
        except NotImplementedError as error:
            place = error.__traceback__
            while place.tb_next:
                place = place.tb_next
            name = place.tb_frame.f_code.co_name
            raise AssertionError(f"A region that this test needs is still empty: fill in the cell of {name}.") from error
        except AssertionError:
            raise
        except Exception as error:
            raise AssertionError(f"{test.__doc__} {what_happened(error)}") from error
    return run


def what_happened(error):
    """Say in a sentence what went wrong."""
    if isinstance(error, ValueError) and "read-only" in str(error):
        return "Your code writes into an array that was given to it and belongs to somebody else: make a new array."
    return f"It raised {type(error).__name__}: {error}"


def outcome_of(action, advice):
    """Return action(). If it raises, fail with `advice`; the traceback still shows where it happened."""
    try:
        return action()
    except NotImplementedError:
        raise
    except Exception as error:
        raise AssertionError(f"{advice} ({what_happened(error)})") from error


def fixed(data, requires_grad=False):
    """Return a Tensor whose numbers cannot be written to: whoever is given it may only read."""
    tensor = Tensor(data, requires_grad=requires_grad)
    tensor.data.flags.writeable = False
    return tensor


def locked(layer):
    """Return `layer`, the numbers of whose parameters cannot be written to any more."""
    for parameter in layer.parameters():
        parameter.data.flags.writeable = False
    return layer


def expect_equal(action, expected, advice):
    """Fail with `advice` unless action() returns `expected`. Any type of numbers will do, whole where it is whole."""
    result = outcome_of(action, advice)
    kinds = ((bool, np.bool_), Integral, Real, type(expected))
    wanted = next(kind for kind in kinds if isinstance(expected, kind))
    assert isinstance(result, wanted), f"{advice} (You returned {type(result).__name__}.)"
    assert result == expected, f"{advice} (You returned {result}.)"


def expect_values(action, expected, advice, rtol=1e-4, atol=1e-5):
    """Fail with `advice` unless action() returns a Tensor of the same shape and numbers as `expected`."""
    result = outcome_of(action, advice)
    assert isinstance(result, Tensor), f"{advice} (You returned {type(result).__name__}, not a Tensor.)"
    expected = np.asarray(expected, dtype=np.float32)
    assert result.data.shape == expected.shape, f"{advice} (Your result has shape {result.data.shape}.)"
    assert np.allclose(result.data, expected, rtol=rtol, atol=atol, equal_nan=True), advice


def expect_promises(action, cases, advice, operands=1):
    """Fail with `advice` unless action(*tensors) keeps what every operation promises, in each of `cases`.

    A result is a new Tensor. It shares memory with no input, requires a gradient exactly when an input does, has nan when
    one has, and later calls leave it alone. No input is written to.
    cases: the arrays of one call each; with operands=1 the array itself.
    """
    def result_for(given, broken):
        # Some of NumPy's functions warn about nan, others do not.
        with np.errstate(**{"invalid": "ignore"} if broken else {}):
            return action(*given)

    kept = []
    for case in cases:
        arrays = [np.asarray(array, dtype=np.float64) for array in ([case] if operands == 1 else case)]
        broken = any(np.isnan(array).any() for array in arrays)
        here = f"{advice} (Here: {' and '.join(str(a.tolist()) if a.size < 9 else f'shape {a.shape}' for a in arrays)}.)"
        for needed in itertools.product([False, True], repeat=operands):
            given = [fixed(*each) for each in zip(arrays, needed, strict=True)]
            result = outcome_of(lambda given=given, broken=broken: result_for(given, broken), here)
            assert isinstance(result, Tensor), f"{here} (You returned {type(result).__name__}, not a Tensor.)"
            assert np.isnan(result.data).any() == broken, f"{here} (nan must stay nan.)"
            assert result.requires_grad is any(needed), \
                f"{here} (requires_grad is {result.requires_grad}, for inputs with {needed}: wrap the result with make_result.)"
            assert not any(result is each or np.shares_memory(result.data, each.data) for each in given), \
                f"{here} (The result must be a new Tensor with numbers of its own.)"
            kept.append((here, result.data, result.data.copy()))
    for here, numbers, before in kept:
        assert np.array_equal(numbers, before, equal_nan=True), f"{here} (A later call has changed this result.)"


def expect_error(kind, action, words, advice):
    """Fail with `advice` unless `action()` raises `kind` with a message that contains all `words`."""
    try:
        action()
    except NotImplementedError:
        raise
    except kind as error:
        missing = [word for word in words if word not in str(error)]
    except Exception as error:
        raise AssertionError(f"{advice} (It raised {type(error).__name__} instead: {error})") from error
    else:
        raise AssertionError(f"{advice} (No error was raised.)")
    assert not missing, f"{advice} (The message does not mention {', '.join(missing)}.)"
