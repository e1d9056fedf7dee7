"""Gradients of activations, losses and layers against finite differences, and at extreme values."""
import numpy as np
import pytest
from gradient_checks import assert_gradients, computed_gradients
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import arrays

from tinytorch.core import activations, autograd, losses
from tinytorch.core.layers import Dropout, Linear, Sequential
from tinytorch.core.tensor import Tensor

few = settings(max_examples=30)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
TABLES = hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=3)
# Away from 0, where ReLU has its corner.
NUMBERS = st.floats(-4, 4, width=32).filter(lambda number: abs(number) > 0.01)
FORMULAS = {
    "ReLU": lambda x: np.maximum(x, 0),
    "Sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "Tanh": np.tanh,
    "GELU": lambda x: x * 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))),
}


def softmax(x, dim=-1):
    exponentials = np.exp(x - x.max(axis=dim, keepdims=True))
    return exponentials / exponentials.sum(axis=dim, keepdims=True)


@pytest.mark.parametrize("name", FORMULAS)
@few
@given(array=arrays(SHAPES, NUMBERS))
def test_activations(name, array):
    assert_gradients(getattr(activations, name)(), [array], FORMULAS[name])


@few
@given(arrays(TABLES, NUMBERS), st.data())
def test_softmax_and_its_logarithm(array, data):
    dim = data.draw(st.integers(-array.ndim, array.ndim - 1))
    assert_gradients(activations.Softmax(dim), [array], lambda x: softmax(x, dim))
    assert_gradients(lambda x: activations.Softmax()(x, dim), [array], lambda x: softmax(x, dim))
    assert_gradients(lambda x: losses.log_softmax(x, dim), [array], lambda x: np.log(softmax(x, dim)))


@few
@given(st.data())
def test_mean_squared_error_of_both_sides(data):
    shape = data.draw(TABLES)
    pair = [data.draw(arrays(shape, NUMBERS)) for _ in range(2)]
    assert_gradients(losses.MSELoss(), pair, lambda p, t: np.mean((p - t) ** 2))


@few
@given(st.data())
def test_binary_cross_entropy(data):
    shape = data.draw(hnp.array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=3))
    p = data.draw(arrays(shape, st.floats(0.0625, 0.9375, width=32)))
    t = data.draw(arrays(shape, st.sampled_from([0.0, 1.0])))
    assert_gradients(lambda x: losses.BinaryCrossEntropyLoss()(x, Tensor(t)), [p],
                     lambda x: -np.mean(t * np.log(x) + (1 - t) * np.log(1 - x)))


def test_soft_targets_of_the_binary_cross_entropy_get_a_gradient():
    p, t = np.array([0.2, 0.7]), np.array([0.4, 0.9])
    assert_gradients(losses.BinaryCrossEntropyLoss(), [p, t],
                     lambda p, t: -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)))


@few
@given(st.data())
def test_cross_entropy(data):
    rows, classes = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    targets = np.array(data.draw(st.lists(st.integers(0, classes - 1), min_size=rows, max_size=rows)))
    assert_gradients(lambda x: losses.CrossEntropyLoss()(x, Tensor(targets)),
                     [data.draw(arrays((rows, classes), NUMBERS))],
                     lambda x: -np.mean(np.log(softmax(x))[np.arange(rows), targets]))


def test_class_numbers_get_no_gradient():
    logits, targets = Tensor([[1.0, 2.0]], requires_grad=True), Tensor([1], requires_grad=True)
    losses.CrossEntropyLoss()(logits, targets).backward()
    assert (targets.grad, logits.grad.shape) == (None, (1, 2))


@pytest.mark.parametrize("name", ["ReLU", "Sigmoid", "Tanh", "GELU", "Softmax"])
@pytest.mark.parametrize("number", [0.0, 100.0, 1e4, 1e20])
def test_extreme_inputs(name, number):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        (gradient,) = computed_gradients(getattr(activations, name)(), [np.array([[number, -number, 0.0]])])
    assert np.isfinite(gradient).all()


def test_extreme_logits_and_probabilities():
    logits = Tensor([[1e4, -1e4, 0.0]], requires_grad=True)
    losses.CrossEntropyLoss()(logits, Tensor([1])).backward()
    np.testing.assert_allclose(logits.grad, [[1, -1, 0]])
    p = Tensor([0.0, 1.0], requires_grad=True)
    losses.BinaryCrossEntropyLoss()(p, Tensor([1.0, 0.0])).backward()
    assert np.isfinite(p.grad).all() and p.grad[0] < 0 < p.grad[1]


def test_every_activation_and_loss_is_registered():
    classes = [each for module in (activations, losses) for each in vars(module).values()
               if isinstance(each, type) and each.__module__ == module.__name__ and "forward" in vars(each)]
    bases = {each.__mro__[1] for each in classes}
    concrete = {each for each in classes if each not in bases}
    registered = {owner for owner, name in autograd.operations if name == "forward"}
    assert len(concrete) == 8 and concrete <= registered
    assert (losses, "log_softmax") in autograd.operations


def test_layers_need_no_rule():
    x = np.random.default_rng(0).normal(size=(4, 3)).astype(np.float32)
    layer = Linear(3, 2)
    arrays = [x, layer.weight.data, np.array([0.5, -0.5])]

    def forward(x, weight, bias):
        layer.weight, layer.bias = weight, bias
        return layer(x)

    assert_gradients(forward, arrays, lambda x, weight, bias: x @ weight + bias)


def test_dropout_passes_on_what_it_kept():
    np.random.seed(0)
    x = Tensor(np.ones((20, 20)), requires_grad=True)
    y = Dropout(0.5)(x)
    y.sum().backward()
    np.testing.assert_array_equal(x.grad, y.data)


def test_dropout_that_does_nothing_keeps_the_graph():
    x = Tensor(np.ones((2, 2)), requires_grad=True)
    z = x * 2
    Dropout(0.5)(z, training=False).sum().backward()
    np.testing.assert_array_equal(x.grad, np.full((2, 2), 2))


def test_every_parameter_of_a_network_gets_a_gradient():
    network = Sequential(Linear(3, 4), activations.Tanh(), Linear(4, 2))
    losses.MSELoss()(network(Tensor(np.ones((5, 3)))), Tensor(np.zeros((5, 2)))).backward()
    assert [each.grad.shape for each in network.parameters()] == [(3, 4), (4,), (4, 2), (2,)]


def test_same_layer_twice_adds_its_gradients():
    layer, x = Linear(2, 2, bias=False), np.array([[1.0, -2.0]])
    weight = np.array([[0.5, 1.0], [-1.0, 0.25]])

    def forward(w):
        layer.weight = w
        return layer(layer(Tensor(x)))

    assert_gradients(forward, [weight], lambda w: x @ w @ w)
