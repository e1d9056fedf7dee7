"""Operators and matrix products of the tensor against NumPy, with broadcasting, and their errors."""
import operator

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import SHAPES, arrays, assert_same, broadcastable

from tinytorch.core.tensor import Tensor, broadcast_shape, matmul_loops


@pytest.mark.parametrize("name", ["add", "sub", "mul"])
@given(data=st.data())
def test_arithmetic_broadcasts(name, data):
    a, b = (data.draw(arrays(shape)) for shape in data.draw(broadcastable()).input_shapes)
    operation = getattr(operator, name)
    assert_same(operation(Tensor(a), Tensor(b)), operation(a, b))


@given(st.data())
def test_division_broadcasts(data):
    shape_a, shape_b = data.draw(broadcastable()).input_shapes
    divisors = st.sampled_from([-4.0, -0.5, 1.0, 2.0, 8.0])
    a, b = data.draw(arrays(shape_a)), data.draw(arrays(shape_b, divisors))
    assert_same(Tensor(a) / Tensor(b), a / b)


@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv"])
@pytest.mark.parametrize("number", [2, -0.5, np.float32(4), np.float64(4), np.int64(3), True])
def test_numbers_on_either_side(name, number):
    operation, array = getattr(operator, name), np.array([[1, 2], [4, -8]], dtype=np.float32)
    assert_same(operation(Tensor(array), number), operation(array, np.float32(number)))
    assert_same(operation(number, Tensor(array)), operation(np.float32(number), array))


def test_array_on_the_left_gives_a_tensor():
    assert_same(np.array([1.0, 2.0]) - Tensor([1, 1]), [0, 1])


@given(arrays(SHAPES))
def test_negation_and_powers(array):
    assert_same(-Tensor(array), -array)
    assert_same(Tensor(array) ** 2, array * array)


def test_augmented_assignment_makes_a_new_tensor():
    x = y = Tensor([1.0])
    y += 1
    assert_same(x, [1])
    assert_same(y, [2])


@given(SHAPES, SHAPES)
def test_misfit_names_both_shapes(shape_a, shape_b):
    try:
        np.broadcast_shapes(shape_a, shape_b)
    except ValueError:
        with pytest.raises(ValueError, match="Rule:.*Fix:") as raised:
            Tensor(np.zeros(shape_a)) * Tensor(np.zeros(shape_b))
        assert f"{shape_a} with {shape_b}" in str(raised.value)
    else:
        assume(False)


@given(broadcastable())
def test_broadcast_shape(shapes):
    assert broadcast_shape(*shapes.input_shapes) == shapes.result_shape


@pytest.mark.parametrize("other", ["1", None, object()])
def test_arithmetic_with_anything_but_numbers(other):
    with pytest.raises(TypeError, match="must be numbers"):
        Tensor([1.0]) + other


@given(st.data())
def test_matmul(data):
    shapes = data.draw(hnp.mutually_broadcastable_shapes(
        signature=np.matmul.signature, min_side=0, max_side=3, max_dims=2))
    a, b = (data.draw(arrays(shape)) for shape in shapes.input_shapes)
    assert_same(Tensor(a) @ Tensor(b), np.matmul(a, b))
    assert_same(Tensor(a).matmul(Tensor(b)), np.matmul(a, b))


@given(st.tuples(*[st.integers(0, 4)] * 3), st.data())
def test_loops_agree_with_matmul(sizes, data):
    rows, inner, columns = sizes
    a, b = Tensor(data.draw(arrays((rows, inner)))), Tensor(data.draw(arrays((inner, columns))))
    assert_same(matmul_loops(a, b), (a @ b).data)


@pytest.mark.parametrize(
    "shapes", [((2, 3), (2, 2)), ((3,), (2,)), ((2, 3, 4), (5, 4, 2)), ((), (2, 2)), ((2,), ())])
def test_matmul_misfit_names_both_shapes(shapes):
    a, b = map(np.zeros, shapes)
    with pytest.raises(ValueError, match="Rule:.*Fix:") as raised:
        Tensor(a) @ Tensor(b)
    assert f"{a.shape} @ {b.shape}" in str(raised.value)


@pytest.mark.parametrize("other", [2, 2.0, [1, 2], np.ones(2, np.float32)])
def test_matmul_is_for_tensors_only(other):
    with pytest.raises(TypeError, match=f"not {type(other).__name__}.*Fix:"):
        Tensor([1, 2]) @ other
