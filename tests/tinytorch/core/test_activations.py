"""The exported activations: values, shapes, extreme numbers, and what they refuse."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import RANK_1_UP, SHAPES, arrays

from tinytorch.core.activations import GELU, ReLU, Sigmoid, Softmax, Tanh, softmax_loops
from tinytorch.core.tensor import Tensor

ELEMENTWISE = [ReLU, Sigmoid, Tanh, GELU]
ALL = [*ELEMENTWISE, Softmax]
each_elementwise = pytest.mark.parametrize("kind", ELEMENTWISE, ids=lambda kind: kind.__name__)
each = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
MODERATE = st.floats(-60, 60, width=32, allow_subnormal=False)


def in_float64(kind, x):
    """The activation of a float64 array, by the textbook formula."""
    with np.errstate(over="ignore"):
        return {
            ReLU: lambda: np.where(x > 0, x, 0),
            Sigmoid: lambda: 1 / (1 + np.exp(-x)),
            Tanh: lambda: np.tanh(x),
            GELU: lambda: x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x * x * x))),
        }[kind]()


def assert_close(tensor, expected, atol=1e-6):
    assert isinstance(tensor, Tensor) and tensor.data.dtype == np.float32
    assert tensor.shape == expected.shape
    np.testing.assert_allclose(tensor.data, expected, rtol=1e-5, atol=atol)


@each_elementwise
@given(data=st.data())
def test_values(kind, data):
    array = data.draw(arrays(SHAPES, MODERATE))
    assert_close(kind()(Tensor(array)), in_float64(kind, array.astype(np.float64)), atol=2e-6)


@given(arrays(hnp.array_shapes(min_dims=1, max_dims=3, min_side=1), MODERATE), st.data())
def test_softmax_is_a_distribution(array, data):
    dim = data.draw(st.integers(-array.ndim, array.ndim - 1))
    result = Softmax(dim)(Tensor(array)).data
    assert (result >= 0).all()
    np.testing.assert_allclose(result.sum(axis=dim), 1, rtol=1e-5)


@given(arrays(hnp.array_shapes(min_dims=1, max_dims=1, min_side=1), MODERATE))
def test_softmax_loops_agree(array):
    assert_close(softmax_loops(Tensor(array)), Softmax()(Tensor(array)).data)


def test_softmax_loops_survive_large_scores():
    assert_close(softmax_loops(Tensor([1000.0, 1000.0])), np.float32([0.5, 0.5]))


@each
@pytest.mark.parametrize("extreme", [89, 1000, 1e20, 1.5e38])
def test_extreme_numbers_without_warning(kind, extreme):
    x = Tensor([extreme, 0, -extreme])
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        result = kind()(x).data
    top = x.data[0] if kind in (ReLU, GELU) else 1
    bottom = -1 if kind is Tanh else 0
    np.testing.assert_allclose(result[[0, 2]], [top, bottom], atol=1e-37)


@pytest.mark.parametrize("x", [-80, -30.0, -17, -1e-6])
def test_sigmoid_keeps_the_digits_of_small_probabilities(x):
    np.testing.assert_allclose(Sigmoid()(Tensor(x)).item(), 1 / (1 + np.exp(-x)), rtol=1e-5)


def test_tanh_keeps_the_digits_near_zero():
    np.testing.assert_allclose(Tanh()(Tensor(1e-7)).item(), 1e-7, rtol=1e-6)


def test_impossible_score_has_no_probability():
    assert Softmax()(Tensor([0.0, -np.inf, 0.0])).data.tolist() == [0.5, 0.0, 0.5]


@each
def test_nan_is_not_hidden(kind):
    assert np.isnan(kind()(Tensor([np.nan, 1.0])).data[0])


@each
@given(array=arrays(RANK_1_UP))
def test_input_is_left_alone(kind, array):
    x = Tensor(array)
    result = kind()(x)
    np.testing.assert_array_equal(x.data, array)
    assert not np.shares_memory(result.data, x.data)


@each
@pytest.mark.parametrize("required", [False, True])
def test_requires_grad_is_passed_on(kind, required):
    assert kind()(Tensor([1.0, 2.0], requires_grad=required)).requires_grad is required


@each
def test_forward_is_what_a_call_does(kind):
    x = Tensor([[1.0, -2.0]])
    np.testing.assert_array_equal(kind().forward(x).data, kind()(x).data)


@each
def test_no_parameters_and_no_gradient_yet(kind):
    assert (kind().parameters(), kind().backward(Tensor([1.0]))) == ([], None)


@each
@pytest.mark.parametrize("wrong", [1.0, [1.0], np.ones(2, np.float32), None])
def test_anything_but_a_tensor_is_refused(kind, wrong):
    with pytest.raises(TypeError, match=f"{kind.__name__} needs a Tensor, not {type(wrong).__name__}.*Fix:"):
        kind()(wrong)


@pytest.mark.parametrize("shape, dim", [((), -1), ((3,), 1), ((2, 3), -3)])
def test_softmax_of_a_dimension_that_does_not_exist(shape, dim):
    with pytest.raises(ValueError, match=rf"axis {dim} does not exist.*Fix:"):
        Softmax(dim)(Tensor(np.zeros(shape)))


def test_names():
    assert [repr(kind()) for kind in ALL] == ["ReLU()", "Sigmoid()", "Tanh()", "GELU()", "Softmax(dim=-1)"]
