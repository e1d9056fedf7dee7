"""Helpers of notebooks about gradients: measured in float64, and compared with what rules return."""
# ruff: noqa: F821 - fixed and outcome_of are in tests.py
import functools
import itertools

import numpy as np


def expect_array(action, expected, advice, rtol=1e-3, atol=1e-4):
    """Fail with `advice` unless action() returns an array of the same shape and numbers as `expected`."""
    result = outcome_of(action, advice)
    assert result is not None, f"{advice} (You returned None.)"
    result, expected = np.asarray(result), np.asarray(expected)
    assert result.shape == expected.shape, \
        f"{advice} (The shape must be {expected.shape}, yours is {result.shape}.)"
    assert np.allclose(result, expected, rtol=rtol, atol=atol), f"{advice} (You returned {result.tolist()}.)"


def slopes(formula, arrays, position, weights):
    """Measure, in float64, how sum(weights * formula(*arrays)) changes with each number of one array."""
    arrays = [np.array(array, dtype=np.float64) for array in arrays]
    result = np.zeros(arrays[position].shape)
    for index in np.ndindex(result.shape):
        centre, values = arrays[position][index], []
        for step in (1e-5, -1e-5):
            arrays[position][index] = centre + step
            values.append(np.sum(weights * formula(*arrays)))
        arrays[position][index] = centre
        result[index] = (values[0] - values[1]) / 2e-5
    return result


def read_only(array):
    """Return a float32 copy that cannot be written to."""
    array = np.array(array, dtype=np.float32)
    array.flags.writeable = False
    return array


def expect_rule(make_node, formula, arrays, advice):
    """Fail with `advice` unless the Function that make_node returns has the gradients of `formula`.

    Inputs, result and incoming gradient belong to others: none of them can be written to. Each node is asked twice, the
    second time with large gradients that lie transposed in memory; that must leave the first answers alone. Whichever of
    the inputs require a gradient get one, the others None.
    """
    output = np.asarray(formula(*[np.array(array, dtype=np.float64) for array in arrays]))
    rng = np.random.default_rng(5)
    asked = [(rng.uniform(-1.5, 1.5, output.shape), 1), (np.array(rng.uniform(-1.5, 1.5, output.shape), order="F"), 100)]
    wanted = [[slopes(formula, arrays, position, weights) for position in range(len(arrays))] for weights, _ in asked]
    for needed in sorted(itertools.product([False, True], repeat=len(arrays)), reverse=True)[:-1]:
        inputs = [fixed(*each) for each in zip(arrays, needed, strict=True)]
        node = outcome_of(functools.partial(make_node, *inputs), advice)
        if node.needs_result:
            node.result = read_only(output)
        answers = [outcome_of(functools.partial(node.apply, read_only(weights * scale)), advice) for weights, scale in asked]
        for (_, scale), gradients, exact in zip(asked, answers, wanted, strict=True):
            assert isinstance(gradients, tuple) and len(gradients) == len(node.saved_tensors), \
                f"{advice} (apply must return a tuple with one gradient for each input.)"
            for position, gradient in enumerate(gradients[:len(arrays)]):
                here = f"{advice} This is about the gradient of input {position}."
                if not needed[position]:
                    assert gradient is None, f"{here} (It requires no gradient, so it must get None; test requires_grad.)"
                    continue
                assert gradient is not None, f"{here} (It requires a gradient, but got None.)"
                expect_array(functools.partial(np.divide, gradient, scale), exact[position], here)


def random_arrays(*shapes, seed=0, low=-2.0, high=2.0):
    """Return one random array for each shape, with numbers of both signs that are not too close to 0."""
    rng = np.random.default_rng(seed)
    arrays = [rng.uniform(low, high, shape) for shape in shapes]
    return [np.where(np.abs(array) < 0.3, array + np.copysign(0.3, array), array) for array in arrays]
