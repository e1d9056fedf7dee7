"""Gradients of the tensor's operations against finite differences, over shapes, axes, broadcasting."""
import operator

import numpy as np
import pytest
from gradient_checks import assert_gradients, computed_gradients
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import arrays

from tinytorch.core.autograd import (
    EmbeddingBackward,
    PermuteBackward,
    enable_autograd,
    numerical_gradient,
    operations,
    unbroadcast,
)
from tinytorch.core.tensor import Tensor

SMALL = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
RANK_1_UP = hnp.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3)
# Away from 0, because of quotients and powers.
POSITIVE = st.floats(0.5, 2.0, width=32)
few = settings(max_examples=40)


def broadcastable():
    return hnp.mutually_broadcastable_shapes(num_shapes=2, min_side=0, max_side=3, max_dims=3)


@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv", "pow"])
@few
@given(data=st.data())
def test_operators_broadcast(name, data):
    shapes = data.draw(broadcastable()).input_shapes
    assert_gradients(getattr(operator, name), [data.draw(arrays(shape, POSITIVE)) for shape in shapes])


@pytest.mark.parametrize("formula", [
    lambda x: 2 + x, lambda x: 2 - x, lambda x: 2 * x, lambda x: 2 / x, lambda x: x - 2, lambda x: x / 2,
    lambda x: -x, lambda x: x ** 2, lambda x: x ** -1.5, lambda x: x ** 0, lambda x: x * x * x + x])
@few
@given(array=arrays(SMALL, POSITIVE))
def test_numbers_as_operands(formula, array):
    assert_gradients(formula, [array])


@few
@given(st.data())
def test_matmul(data):
    shapes = data.draw(hnp.mutually_broadcastable_shapes(
        signature=np.matmul.signature, min_side=0, max_side=3, max_dims=2)).input_shapes
    assert_gradients(operator.matmul, [data.draw(arrays(shape)) for shape in shapes])


@pytest.mark.parametrize("name", ["sum", "mean", "max"])
@few
@given(data=st.data())
def test_reductions(name, data):
    shape = data.draw(RANK_1_UP)
    # Different numbers, because a measurement at the corner between two equal maxima means nothing.
    array = np.array(data.draw(st.permutations(range(int(np.prod(shape))))), dtype=np.float32).reshape(shape)
    axes = st.none() | hnp.valid_tuple_axes(len(shape)) | st.integers(-len(shape), len(shape) - 1)
    axis, keepdims = data.draw(axes), data.draw(st.booleans())
    counted = np.ones(shape).sum(axis=axis)
    assume(name == "sum" or (counted.size and counted.min() > 0))
    assert_gradients(lambda x: getattr(x, name)(axis=axis, keepdims=keepdims), [array])


@given(arrays(RANK_1_UP.filter(lambda shape: 0 not in shape), st.integers(0, 2).map(float)), st.data())
def test_equal_maxima_share_the_gradient(array, data):
    axis = data.draw(st.none() | st.integers(0, array.ndim - 1))
    winners = array == array.max(axis=axis, keepdims=True)
    x = Tensor(array, requires_grad=True)
    x.max(axis=axis).sum().backward()
    np.testing.assert_allclose(x.grad, winners / winners.sum(axis=axis, keepdims=True), rtol=1e-6)


@few
@given(arrays(SMALL), st.data())
def test_reshape(array, data):
    shape = data.draw(st.permutations([*array.shape, 1]))
    assert_gradients(lambda x: x.reshape(*shape) * x.reshape(tuple(shape)), [array])


@few
@given(arrays(RANK_1_UP), st.data())
def test_transpose(array, data):
    first, second = (data.draw(st.integers(-array.ndim, array.ndim - 1)) for _ in range(2))
    assert_gradients(lambda x: x.transpose(first, second), [array], lambda x: np.swapaxes(x, first, second))


@few
@given(arrays(SMALL))
def test_transpose_of_the_last_two(array):
    assert_gradients(lambda x: x.transpose(), [array], lambda x: np.swapaxes(x, -1, -2) if x.ndim > 1 else x)


@few
@given(st.data())
def test_indexing(data):
    array = data.draw(arrays(RANK_1_UP))
    key = data.draw(hnp.basic_indices(array.shape, allow_newaxis=True, allow_ellipsis=True))
    assert_gradients(lambda x: x[key], [array])


@pytest.mark.parametrize("key", [[0, 0, 1], (slice(None), [2, 0, 2]), np.array([[1, 1], [0, 1]]),
                                 np.array([True, False]), ([0, 0], [1, 1])])
def test_indexing_by_arrays(key):
    assert_gradients(lambda x: x[key], [np.arange(6).reshape(2, 3)])


@given(broadcastable())
def test_unbroadcast_undoes_broadcasting(shapes):
    for shape in shapes.input_shapes:
        gradient = np.ones(shapes.result_shape, dtype=np.float32)
        copies = gradient.size / max(np.prod(shape), 1)
        expected = np.full(shape, copies, np.float32)
        np.testing.assert_array_equal(unbroadcast(gradient, shape), expected, strict=True)


@pytest.mark.parametrize("shape", [(2,), (1, 2), (1, 1), ()])
def test_unbroadcast_adds_up_long_sums_in_float64(shape):
    rows = np.full((60_000, 2), 0.1, dtype=np.float32)
    total = unbroadcast(rows, shape)
    assert (total.shape, total.dtype) == (shape, np.float32)
    np.testing.assert_allclose(total, 6000 if total.size == 2 else 12000, rtol=1e-6)


def test_the_gradient_of_a_bias_of_many_rows():
    bias = Tensor(np.zeros(2), requires_grad=True)
    (Tensor(np.zeros((60_000, 2))) + bias).backward(np.full((60_000, 2), 0.1))
    np.testing.assert_allclose(bias.grad, [6000, 6000], rtol=1e-6)


def test_picked_rows():
    weight = Tensor(np.zeros((3, 2)), requires_grad=True)
    gradients = EmbeddingBackward(weight, np.array([[0, 2], [2, 2]])).apply(np.ones((2, 2, 2), np.float32))
    np.testing.assert_array_equal(gradients[0], [[1, 1], [0, 0], [3, 3]])


@given(st.permutations(range(4)))
def test_permuted_dimensions(axes):
    array = np.arange(120, dtype=np.float32).reshape(2, 3, 4, 5)
    (gradient,) = PermuteBackward(Tensor(array), tuple(axes)).apply(array.transpose(axes))
    np.testing.assert_array_equal(gradient, array)


@few
@given(arrays(SMALL, POSITIVE))
def test_numerical_gradient(array):
    x = Tensor(array)
    measured = numerical_gradient(lambda t: (t * t).sum(), x)
    np.testing.assert_allclose(measured, 2 * array, rtol=1e-2, atol=1e-2)
    np.testing.assert_array_equal(x.data, array)


def test_power_of_zero():
    assert [g.tolist() for g in computed_gradients(lambda x: x ** 0, [np.zeros(2)])] == [[0, 0]]
    base, exponent = computed_gradients(operator.pow, [np.zeros(2), np.array([2.0, 1.0])])
    assert np.isfinite(base).all() and exponent.tolist() == [0, 0]


def test_every_operation_of_the_tensor_has_a_gradient():
    enable_autograd(quiet=True)
    others = {"numpy", "item", "memory_footprint", "backward", "zero_grad", "shape", "size", "dtype"}
    special = {"__rmatmul__", "__len__", "__init__", "__repr__", "__iter__", "__float__", "__array__"}
    methods = {name for name, value in vars(Tensor).items() if callable(value) or isinstance(value, property)}
    assert methods - others - special == {name for owner, name in operations if owner is Tensor}
