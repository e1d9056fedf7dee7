"""The layers against PyTorch: the same weights give the same outputs, alone and in a chain."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytorch.core.layers import Dropout, Linear, Sequential
from tinytorch.core.tensor import Tensor

torch = pytest.importorskip("torch")


def twin_of(layer):
    """PyTorch's Linear with the weights of `layer`, which it stores transposed."""
    twin = torch.nn.Linear(layer.in_features, layer.out_features, bias=layer.bias is not None)
    with torch.no_grad():
        twin.weight.copy_(torch.from_numpy(layer.weight.data.T.copy()))
        if layer.bias is not None:
            twin.bias.copy_(torch.from_numpy(layer.bias.data))
    return twin


def linear(inputs, outputs, bias=True):
    layer = Linear(inputs, outputs, bias)
    if bias:
        layer.bias.data[...] = np.random.randn(outputs)
    return layer


def assert_close(tensor, expected):
    np.testing.assert_allclose(tensor.data, expected.detach().numpy(), rtol=1e-4, atol=1e-5, strict=True)


@given(st.lists(st.integers(0, 4), max_size=3), st.integers(1, 40), st.integers(1, 40), st.booleans())
def test_linear(leading, inputs, outputs, bias):
    layer = linear(inputs, outputs, bias)
    x = np.random.randn(*leading, inputs).astype(np.float32)
    assert_close(layer(Tensor(x)), twin_of(layer)(torch.from_numpy(x)))


@pytest.mark.parametrize("size", [1e-30, 1e30])
def test_linear_with_extreme_values(size):
    layer = linear(8, 3)
    x = np.full((2, 8), size, dtype=np.float32)
    assert_close(layer(Tensor(x)) / size, twin_of(layer)(torch.from_numpy(x)) / size)


def test_a_chain_in_use():
    layers = [linear(64, 32), Dropout(0.5), linear(32, 10, bias=False)]
    chain = Sequential(layers)
    chain.training = False
    twin = torch.nn.Sequential(twin_of(layers[0]), torch.nn.Dropout(0.5), twin_of(layers[2])).eval()
    x = np.random.randn(16, 64).astype(np.float32)
    assert_close(chain(Tensor(x)), twin(torch.from_numpy(x)))
    assert sum(p.size for p in chain.parameters()) == sum(p.numel() for p in twin.parameters())


@pytest.mark.parametrize("p", [0.0, 0.3, 1.0])
def test_dropout_has_the_same_values_and_share(p):
    x = np.full(50_000, 3.0, dtype=np.float32)
    ours, theirs = Dropout(p)(Tensor(x)).data, torch.nn.functional.dropout(torch.from_numpy(x), p).numpy()
    np.testing.assert_allclose(np.unique(ours), np.unique(theirs), rtol=1e-6)
    assert (ours == 0).mean() == pytest.approx((theirs == 0).mean(), abs=0.02)
