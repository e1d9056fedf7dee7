"""The exported activations against PyTorch, over shapes, dimensions and nearly the whole range of float32."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tensor_arrays import RANK_1_UP, SHAPES, arrays

from tinytorch.core.activations import GELU, ReLU, Sigmoid, Softmax, Tanh
from tinytorch.core.tensor import Tensor

torch = pytest.importorskip("torch")

# Twice as much would overflow when softmax subtracts the largest score, in PyTorch too.
FINITE = st.floats(-(2.0**126), 2.0**126, width=32, allow_subnormal=False)
COUNTERPARTS = {
    ReLU: torch.relu,
    Sigmoid: torch.sigmoid,
    Tanh: torch.tanh,
    GELU: torch.nn.GELU(approximate="tanh"),
}


def assert_close(tensor, expected):
    assert isinstance(tensor, Tensor) and tensor.data.dtype == np.float32
    assert tensor.shape == expected.shape
    np.testing.assert_allclose(tensor.data, expected.numpy(), rtol=1e-5, atol=2e-6)


@pytest.mark.parametrize("kind", COUNTERPARTS, ids=lambda kind: kind.__name__)
@given(array=arrays(SHAPES, FINITE))
def test_elementwise(kind, array):
    assert_close(kind()(Tensor(array)), COUNTERPARTS[kind](torch.from_numpy(array)))


@given(arrays(RANK_1_UP, FINITE), st.data())
def test_softmax(array, data):
    dim = data.draw(st.integers(-array.ndim, array.ndim - 1))
    expected = torch.softmax(torch.from_numpy(array), dim=dim)
    assert_close(Softmax(dim)(Tensor(array)), expected)
    assert_close(Softmax()(Tensor(array), dim=dim), expected)


@pytest.mark.parametrize("kind", [Sigmoid, Tanh], ids=lambda kind: kind.__name__)
def test_small_results_keep_their_digits(kind):
    x = np.float32([-60, -30, -17, -1e-6] if kind is Sigmoid else [1e-3, -1e-5, 1e-7])
    expected = COUNTERPARTS[kind](torch.from_numpy(x)).numpy()
    np.testing.assert_allclose(kind()(Tensor(x)).data, expected, rtol=1e-5)
