"""Reshape, transpose and reductions of the tensor against NumPy, who shares memory, and their errors."""
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import RANK_1_UP, SHAPES, arrays, assert_same

from tinytorch.core.tensor import Tensor


@given(arrays(SHAPES), st.data())
def test_reshape_is_a_view_in_the_same_order(array, data):
    shape = data.draw(st.permutations(array.shape))
    x = Tensor(array)
    assert_same(x.reshape(tuple(shape)), array.reshape(shape))
    assert_same(x.reshape(*shape), array.reshape(shape))
    assert np.shares_memory(x.reshape(shape).data, x.data) or not x.size


@given(arrays(SHAPES.filter(lambda shape: 0 not in shape)), st.data())
def test_reshape_infers_one_length(array, data):
    shape = [*array.shape, 1]
    shape[data.draw(st.integers(0, len(shape) - 1))] = -1
    assert_same(Tensor(array).reshape(*shape), array.reshape(shape))


@pytest.mark.parametrize("shape", [(5,), (2, 2), (-1, -1), (4, -1), (-2, 3), (0, -1), ()])
def test_impossible_reshape_names_both_shapes(shape):
    with pytest.raises(ValueError, match="Rule:.*Fix:") as raised:
        Tensor(np.zeros((2, 3))).reshape(shape)
    assert f"(2, 3) to {shape}: there are 6" in str(raised.value)


@given(arrays(SHAPES))
def test_transpose_swaps_the_last_two(array):
    assert_same(Tensor(array).transpose(), array.swapaxes(-1, -2) if array.ndim > 1 else array)


@given(arrays(RANK_1_UP), st.data())
def test_transpose_swaps_the_named_two(array, data):
    first, second = (data.draw(st.integers(-array.ndim, array.ndim - 1)) for _ in range(2))
    assert_same(Tensor(array).transpose(first, second), array.swapaxes(first, second))


def test_transpose_is_a_view():
    x = Tensor([[1, 2], [3, 4]])
    assert np.shares_memory(x.transpose().data, x.data)


@pytest.mark.parametrize("dims", [(0,), (None, 1), (0, 2), (-3, 0)])
def test_impossible_transpose(dims):
    with pytest.raises(ValueError, match="Fix:"):
        Tensor(np.zeros((2, 3))).transpose(*dims)


@pytest.mark.parametrize("name", ["sum", "mean", "max"])
@given(data=st.data())
def test_reductions(name, data):
    array = data.draw(arrays(RANK_1_UP))
    axis = data.draw(st.none() | hnp.valid_tuple_axes(array.ndim) | st.integers(-array.ndim, array.ndim - 1))
    keepdims = data.draw(st.booleans())
    counted = np.ones_like(array).sum(axis=axis, keepdims=keepdims)
    assume(name == "sum" or (counted.size and counted.min() > 0))
    expected = getattr(array, name)(axis=axis, keepdims=keepdims)
    assert_same(getattr(Tensor(array), name)(axis=axis, keepdims=keepdims), expected)


@pytest.mark.parametrize("name", ["mean", "max"])
@pytest.mark.parametrize("shape, axis", [((0,), None), ((2, 0), 1), ((0, 3), 0), ((0, 3), (0, 1))])
def test_mean_and_max_of_nothing(name, shape, axis):
    with pytest.raises(ValueError, match="Fix:") as raised:
        getattr(Tensor(np.zeros(shape)), name)(axis=axis)
    assert str(shape) in str(raised.value)


@pytest.mark.parametrize("name", ["sum", "mean", "max"])
@pytest.mark.parametrize("shape, axis", [((2, 3), 2), ((2, 3), -3), ((2, 3), (0, 5)), ((), 0)])
def test_axis_that_does_not_exist(name, shape, axis):
    with pytest.raises(ValueError, match="does not exist in shape.*Fix:"):
        getattr(Tensor(np.zeros(shape)), name)(axis=axis)
