"""Gradients against PyTorch: operations, activations, losses, and a network over several steps."""
import numpy as np
import pytest
from gradient_checks import weights_for
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import arrays

from tinytorch.core import activations, losses
from tinytorch.core.layers import Linear, Sequential
from tinytorch.core.tensor import Tensor

torch = pytest.importorskip("torch")
few = settings(max_examples=40, deadline=None)
NUMBERS = st.floats(-3, 3, width=32).filter(lambda number: abs(number) > 0.01)
TABLES = hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=4)


def assert_same(formula, counterpart, *inputs, rtol=1e-4, atol=1e-5):
    """Values and gradients of `formula` on Tensors are those of `counterpart` in PyTorch."""
    ours = [Tensor(array, requires_grad=True) for array in inputs]
    theirs = [torch.tensor(np.array(array, dtype=np.float32), requires_grad=True) for array in inputs]
    result, expected = formula(*ours), counterpart(*theirs)
    np.testing.assert_allclose(result.data, expected.detach().numpy(), rtol=rtol, atol=atol)
    weights = weights_for(result.shape).astype(np.float32)
    result.backward(weights)
    expected.backward(torch.tensor(weights))
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine.grad, other.grad.numpy(), rtol=rtol, atol=atol, strict=True)


FORMULAS = {
    "x * y + x": lambda x, y: x * y + x,
    "x / y - y": lambda x, y: x / y - y,
    "2 - x ** 3 * y": lambda x, y: 2 - x ** 3 * y,
    "1 / y + -x": lambda x, y: 1 / y + -x,
    "(x * x + 1) ** y": lambda x, y: (x * x + 1) ** y,
    "mean of a sum": lambda x, y: (x + y).mean(),
    "sum over the last axis": lambda x, y: (x * y).sum(-1),
    "mean of the first axis": lambda x, y: (x - y).mean(0),
}


@pytest.mark.parametrize("name", FORMULAS)
@few
@given(data=st.data())
def test_formulas(name, data):
    shapes = hnp.mutually_broadcastable_shapes(num_shapes=2, min_dims=1, min_side=1, max_side=3, max_dims=3)
    inputs = [data.draw(arrays(shape, NUMBERS)) for shape in data.draw(shapes).input_shapes]
    assert_same(FORMULAS[name], FORMULAS[name], *inputs, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("shapes", [
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)),
    ((5, 2, 3), (5, 3, 4)), ((2, 3), (5, 3, 4)), ((3,), (5, 3, 4)), ((5, 2, 3), (3,)),
    ((2, 1, 2, 3), (4, 3, 2)), ((2, 0), (0, 3)), ((0, 3), (3, 2)), ((4, 0, 3), (3, 2))])
def test_matmul(shapes):
    rng = np.random.default_rng(0)
    assert_same(lambda a, b: a @ b, lambda a, b: a @ b, *[rng.normal(size=shape) for shape in shapes])


@few
@given(arrays(TABLES, st.integers(-2, 2).map(float)), st.data())
def test_maximum_with_ties(array, data):
    axis, keepdims = data.draw(st.integers(0, array.ndim - 1)), data.draw(st.booleans())
    assert_same(lambda x: x.max(axis, keepdims), lambda x: x.amax(axis, keepdims), array)
    assert_same(lambda x: x.max(), lambda x: x.amax(), array)


PICKS = [0, -1, slice(1, None), (slice(None), 1), ([0, 0, 1],), ([1, 0], [0, 0]), (Ellipsis, None)]


@pytest.mark.parametrize("key", PICKS)
def test_indexing(key):
    assert_same(lambda x: x[key], lambda x: x[key], np.arange(12).reshape(3, 4))


@pytest.mark.parametrize("name, counterpart", [
    ("ReLU", torch.relu), ("Sigmoid", torch.sigmoid), ("Tanh", torch.tanh),
    ("GELU", lambda x: torch.nn.functional.gelu(x, approximate="tanh"))])
@few
@given(array=arrays(hnp.array_shapes(min_dims=0, min_side=0, max_side=3), st.floats(-50, 50, width=32)))
def test_activations(name, counterpart, array):
    assert_same(getattr(activations, name)(), counterpart, array)


@few
@given(arrays(TABLES, st.floats(-1000, 1000, width=32)), st.data())
def test_softmax(array, data):
    dim = data.draw(st.integers(-array.ndim, array.ndim - 1))
    assert_same(activations.Softmax(dim), lambda x: torch.softmax(x, dim), array)
    assert_same(lambda x: losses.log_softmax(x, dim), lambda x: torch.log_softmax(x, dim), array, rtol=1e-3)


@few
@given(st.data())
def test_mean_squared_error(data):
    shape = data.draw(TABLES)
    inputs = [data.draw(arrays(shape, NUMBERS)) for _ in range(2)]
    assert_same(losses.MSELoss(), torch.nn.MSELoss(), *inputs)


@few
@given(st.data())
def test_cross_entropy(data):
    rows, classes = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 4))
    logits = data.draw(arrays((rows, classes), st.floats(-1000, 1000, width=32)))
    targets = np.array(data.draw(st.lists(st.integers(0, classes - 1), min_size=rows, max_size=rows)))
    assert_same(lambda x: losses.CrossEntropyLoss()(x, Tensor(targets)),
                lambda x: torch.nn.functional.cross_entropy(x, torch.tensor(targets)), logits)


@few
@given(st.data())
def test_binary_cross_entropy(data):
    shape = data.draw(hnp.array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=4))
    probabilities = data.draw(arrays(shape, st.floats(0.0625, 0.9375, width=32)))
    targets = data.draw(arrays(shape, st.sampled_from([0.0, 1.0])))
    assert_same(lambda p: losses.BinaryCrossEntropyLoss()(p, Tensor(targets)),
                lambda p: torch.nn.functional.binary_cross_entropy(p, torch.tensor(targets)), probabilities)


def test_network_learns_step_for_step_as_in_pytorch():
    rng = np.random.default_rng(0)
    inputs, targets = rng.normal(size=(16, 8)).astype(np.float32), rng.integers(0, 4, 16)
    ours = Sequential(Linear(8, 16), activations.ReLU(), Linear(16, 16), activations.GELU(), Linear(16, 4))
    weights = [torch.tensor(each.data.copy(), requires_grad=True) for each in ours.parameters()]

    def theirs(x):
        x = torch.relu(x @ weights[0] + weights[1])
        x = torch.nn.functional.gelu(x @ weights[2] + weights[3], approximate="tanh")
        return x @ weights[4] + weights[5]

    curves = [], []
    for _ in range(30):
        loss = losses.CrossEntropyLoss()(ours(Tensor(inputs)), Tensor(targets))
        loss.backward()
        expected = torch.nn.functional.cross_entropy(theirs(torch.tensor(inputs)), torch.tensor(targets))
        expected.backward()
        curves[0].append(loss.item())
        curves[1].append(expected.item())
        for mine, other in zip(ours.parameters(), weights, strict=True):
            np.testing.assert_allclose(mine.grad, other.grad.numpy(), rtol=1e-3, atol=1e-5)
            mine.data -= 0.1 * mine.grad
            other.data -= 0.1 * other.grad
            mine.grad = other.grad = None
    np.testing.assert_allclose(*curves, rtol=1e-4)
    assert curves[0][-1] < 0.8 * curves[0][0]
