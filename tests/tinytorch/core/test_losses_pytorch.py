"""The exported losses against PyTorch, over shapes, dimensions and large scores."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import RANK_1_UP, arrays

from tinytorch.core.losses import BinaryCrossEntropyLoss, CrossEntropyLoss, MSELoss, log_softmax
from tinytorch.core.tensor import Tensor

torch = pytest.importorskip("torch")

NOT_EMPTY = hnp.array_shapes(min_dims=0, max_dims=3, min_side=1, max_side=4)
SCORES = st.floats(-(2.0**20), 2.0**20, width=32, allow_subnormal=False)
# PyTorch limits the logarithm and not the probability, so the two part near 0 and 1.
PROBABILITIES = st.floats(2.0**-18, 1 - 2.0**-18, width=32)


def assert_close(tensor, expected):
    assert isinstance(tensor, Tensor) and tensor.data.dtype == np.float32
    assert tensor.shape == expected.shape
    np.testing.assert_allclose(tensor.data, expected.numpy(), rtol=1e-5, atol=2e-6)


@given(arrays(RANK_1_UP, SCORES), st.data())
def test_log_softmax(array, data):
    dim = data.draw(st.integers(-array.ndim, array.ndim - 1))
    assert_close(log_softmax(Tensor(array), dim), torch.log_softmax(torch.from_numpy(array), dim))


@given(NOT_EMPTY, st.data())
def test_mse(shape, data):
    p, t = data.draw(arrays(shape, SCORES)), data.draw(arrays(shape, SCORES))
    expected = torch.nn.MSELoss()(torch.from_numpy(p), torch.from_numpy(t))
    assert_close(MSELoss()(Tensor(p), Tensor(t)), expected)


@given(st.integers(1, 6), st.integers(1, 6), st.data())
def test_cross_entropy(rows, classes, data):
    scores = data.draw(arrays((rows, classes), SCORES))
    labels = data.draw(hnp.arrays(np.int64, rows, elements=st.integers(0, classes - 1)))
    expected = torch.nn.CrossEntropyLoss()(torch.from_numpy(scores), torch.from_numpy(labels))
    assert_close(CrossEntropyLoss()(Tensor(scores), Tensor(labels)), expected)


@given(NOT_EMPTY, st.data())
def test_binary_cross_entropy(shape, data):
    p, t = data.draw(arrays(shape, PROBABILITIES)), data.draw(arrays(shape, st.sampled_from([0.0, 0.5, 1.0])))
    expected = torch.nn.BCELoss()(torch.from_numpy(p), torch.from_numpy(t))
    assert_close(BinaryCrossEntropyLoss()(Tensor(p), Tensor(t)), expected)
