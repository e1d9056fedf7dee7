"""One case for each operation that records itself: values and gradients are PyTorch's, for any shape and size of numbers.

An operation without a case fails here, so that none is added without being compared.
"""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tinytorch.core import activations, autograd, losses, spatial
from tinytorch.core.tensor import Tensor

torch = pytest.importorskip("torch")
functional = torch.nn.functional

ANY = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3)
FULL = hnp.array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=3)
TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4))


def one(shapes):
    return shapes.map(lambda shape: [shape])


def two(min_side=0):
    return hnp.mutually_broadcastable_shapes(num_shapes=2, min_side=min_side, max_side=3, max_dims=4).map(
        lambda found: list(found.input_shapes))


def alike(shapes):
    return shapes.map(lambda shape: [shape, shape])


def products():
    return hnp.mutually_broadcastable_shapes(signature=np.matmul.signature, min_side=0, max_side=3, max_dims=2).map(
        lambda found: list(found.input_shapes))


def labels(x):
    """A class for each row of x, the same in every run."""
    return np.arange(x.shape[0]) % x.shape[1]


def outer(x):
    return (0, -1) if len(x.shape) > 1 else 0


def swap(x):
    return x.transpose(-1, -2) if len(x.shape) > 1 else x


def convolution(x, weight, bias):
    layer = spatial.Conv2d(2, 3, (3, 2), stride=(2, 1), padding=(1, 0))
    layer.weight, layer.bias = weight, bias
    return layer(x)


PICTURES = st.tuples(st.integers(1, 2), st.just(2), st.integers(3, 6), st.integers(3, 6))
# name: (shapes of the inputs, ours, PyTorch's); "positive" inputs lie from 0.5 to 2, the others from -3 to 3.
POSITIVE = {"__truediv__", "__rtruediv__", "__pow__"}
PROBABILITIES = {"BinaryCrossEntropyLoss.forward"}
CASES = {
    "__add__": (two(), lambda x, y: x + y, lambda x, y: x + y),
    "__radd__": (one(ANY), lambda x: 3 + x, lambda x: 3 + x),
    "__sub__": (two(), lambda x, y: x - y, lambda x, y: x - y),
    "__rsub__": (one(ANY), lambda x: 3 - x, lambda x: 3 - x),
    "__mul__": (two(), lambda x, y: x * y, lambda x, y: x * y),
    "__rmul__": (one(ANY), lambda x: 3 * x, lambda x: 3 * x),
    "__truediv__": (two(), lambda x, y: x / y, lambda x, y: x / y),
    "__rtruediv__": (one(ANY), lambda x: 3 / x, lambda x: 3 / x),
    "__neg__": (one(ANY), lambda x: -x, lambda x: -x),
    "__pow__": (two(), lambda x, y: x ** y, lambda x, y: x ** y),
    "matmul": (products(), lambda x, y: x.matmul(y), torch.matmul),
    "__matmul__": (products(), lambda x, y: x @ y, torch.matmul),
    "sum": (one(FULL), lambda x: x.sum(outer(x)), lambda x: x.sum(outer(x))),
    "mean": (one(FULL), lambda x: x.mean(-1, keepdims=True), lambda x: x.mean(-1, keepdim=True)),
    "max": (one(FULL), lambda x: x.max(0), lambda x: x.amax(0)),
    "reshape": (one(ANY), lambda x: x.reshape(1, x.size, 1), lambda x: x.reshape(1, x.numel(), 1)),
    "transpose": (one(ANY), lambda x: x.transpose(), swap),
    "__getitem__": (one(FULL), lambda x: x[[0, -1, 0]], lambda x: x[[0, -1, 0]]),
    "ReLU.forward": (one(ANY), activations.ReLU(), torch.relu),
    "Sigmoid.forward": (one(ANY), activations.Sigmoid(), torch.sigmoid),
    "Tanh.forward": (one(ANY), activations.Tanh(), torch.tanh),
    "GELU.forward": (one(ANY), activations.GELU(), lambda x: functional.gelu(x, approximate="tanh")),
    "Softmax.forward": (one(FULL), activations.Softmax(0), lambda x: torch.softmax(x, 0)),
    "log_softmax": (one(FULL), lambda x: losses.log_softmax(x, 0), lambda x: torch.log_softmax(x, 0)),
    "MSELoss.forward": (alike(FULL), losses.MSELoss(), functional.mse_loss),
    "CrossEntropyLoss.forward": (
        one(TABLES), lambda x: losses.CrossEntropyLoss()(x, Tensor(labels(x))),
        lambda x: functional.cross_entropy(x, torch.from_numpy(labels(x)))),
    "BinaryCrossEntropyLoss.forward": (
        one(FULL), lambda x: losses.BinaryCrossEntropyLoss()(x, Tensor(np.ones(x.shape))),
        lambda x: functional.binary_cross_entropy(x, torch.ones_like(x))),
    "Conv2d.forward": (PICTURES.map(lambda shape: [shape, (3, 2, 3, 2), (3,)]), convolution,
                       lambda x, weight, bias: functional.conv2d(x, weight, bias, (2, 1), (1, 0))),
    "MaxPool2d.forward": (one(PICTURES), spatial.MaxPool2d((3, 2), (1, 2), (1, 0)),
                          lambda x: functional.max_pool2d(x, (3, 2), (1, 2), (1, 0))),
    "AvgPool2d.forward": (one(PICTURES), spatial.AvgPool2d((3, 2), (1, 2), (1, 0)),
                          lambda x: functional.avg_pool2d(x, (3, 2), (1, 2), (1, 0))),
}
# These grow with their inputs alone, so that they can be compared for tiny and for huge numbers.
SCALABLE = ["__add__", "__sub__", "__neg__", "sum", "mean", "max", "reshape", "transpose", "__getitem__", "ReLU.forward"]


def assert_as_in_pytorch(name, arrays, rtol=1e-3, atol=1e-4):
    _, formula, counterpart = CASES[name]
    ours = [Tensor(array, requires_grad=True) for array in arrays]
    theirs = [torch.tensor(array, requires_grad=True) for array in arrays]
    result, expected = formula(*ours), counterpart(*theirs)
    np.testing.assert_allclose(result.data, expected.detach().numpy(), rtol=rtol, atol=atol, strict=True)
    weights = np.random.default_rng(5).uniform(0.5, 1.5, result.shape).astype(np.float32)
    result.backward(weights)
    expected.backward(torch.tensor(weights))
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine.grad, other.grad.numpy(), rtol=rtol, atol=atol, strict=True)


def numbers(name, rng, shape):
    low, high = (0.5, 2) if name in POSITIVE else (0.1, 0.9) if name in PROBABILITIES else (-3, 3)
    return np.asarray(rng.uniform(low, high, shape), dtype=np.float32)


def test_every_operation_has_a_case():
    recorded = {name if owner in (Tensor, losses) else f"{owner.__name__}.{name}" for owner, name in autograd.operations}
    assert recorded == set(CASES)


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_values_and_gradients(name, data):
    rng = np.random.default_rng(data.draw(st.integers(0, 2**16)))
    assert_as_in_pytorch(name, [numbers(name, rng, shape) for shape in data.draw(CASES[name][0])])


@pytest.mark.parametrize("scale", [1e-30, 1e30])
@pytest.mark.parametrize("name", SCALABLE)
def test_tiny_and_huge_numbers(name, scale):
    rng = np.random.default_rng(0)
    count = 2 if name in ("__add__", "__sub__") else 1
    assert_as_in_pytorch(name, [numbers(name, rng, (3, 4)) * np.float32(scale) for _ in range(count)], atol=0)


@pytest.mark.parametrize("name", ["ReLU.forward", "Sigmoid.forward", "Tanh.forward", "GELU.forward", "Softmax.forward",
                                  "log_softmax"])
def test_numbers_beyond_every_exponential(name):
    assert_as_in_pytorch(name, [np.float32([-1e4, -100, 0.5, 100, 1e4]).reshape(1, 5)])


def test_exponents_of_negative_numbers_have_no_gradient():
    x, n = np.float32([-2, 2, 0]), np.float32([2, 2, 2])
    with np.errstate(invalid="ignore"):
        assert_as_in_pytorch("__pow__", [x, n])
