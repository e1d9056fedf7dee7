"""The exported layers: values, starting weights, parameters, the switches of dropout, and errors."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import SHAPES, arrays, assert_same

from tinytorch.core.layers import Dropout, Layer, Linear, Sequential, xavier_weight
from tinytorch.core.tensor import Tensor

WIDTHS = st.integers(1, 6)
LEADING = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)


class Shift(Layer):
    """A layer for tests: adds `by`, and takes arguments of both kinds."""

    def __init__(self, by=1):
        self.by = by

    def forward(self, x, times=1, *, sign=1):
        return x + sign * times * self.by


def linear_of(weight, bias=None):
    layer = Linear(*weight.shape, bias=bias is not None)
    layer.weight = Tensor(weight, requires_grad=True)
    if bias is not None:
        layer.bias = Tensor(bias, requires_grad=True)
    return layer


def drop(p, size=40_000, **switches):
    np.random.seed(0)
    return Dropout(p)(Tensor(np.full(size, 2.0)), **switches).data


# Layer

def test_a_call_is_a_forward_pass_with_all_arguments():
    assert_same(Shift(3)(Tensor([1]), 2, sign=-1), [-5])


def test_a_plain_layer_has_nothing_to_learn():
    assert Shift().parameters() == []


def test_a_layer_without_forward_says_so():
    with pytest.raises(NotImplementedError, match="Nameless has no forward.*Fix:"):
        type("Nameless", (Layer,), {})()(Tensor([1]))


def test_layers_start_in_training():
    assert Layer().training is True


@pytest.mark.parametrize("mode", [True, False])
def test_the_switch_reaches_every_layer_inside(mode):
    inner = [Dropout(0.5), Dropout(0.5), Dropout(0.5), Dropout(0.5)]
    outer = Layer()
    outer.alone, outer.listed, outer.paired = inner[0], [inner[1], "text"], (inner[2], Sequential(inner[3]))
    outer.training = not mode
    outer.training = mode
    assert [each.training for each in inner] == [mode] * 4


# Linear

@given(st.data(), WIDTHS, WIDTHS)
def test_linear_is_a_product_and_a_sum(data, inputs, outputs):
    weight, bias = data.draw(arrays((inputs, outputs))), data.draw(arrays(outputs))
    x = data.draw(arrays((*data.draw(LEADING), inputs)))
    assert_same(linear_of(weight, bias)(Tensor(x)), x @ weight + bias)
    assert_same(linear_of(weight)(Tensor(x)), x @ weight)


@given(WIDTHS, WIDTHS)
def test_linear_lists_its_own_tensors(inputs, outputs):
    layer = Linear(inputs, outputs)
    weight, bias = layer.parameters()
    assert (weight is layer.weight, bias is layer.bias) == (True, True)
    assert (weight.shape, bias.shape) == ((inputs, outputs), (outputs,))
    assert weight.requires_grad and bias.requires_grad


def test_linear_keeps_its_sizes():
    layer = Linear(np.int64(3), 2)
    assert (layer.in_features, layer.out_features) == (3, 2)


def test_linear_has_a_bias_unless_told_otherwise():
    assert_same(Linear(3, 2).bias, [0, 0])
    bare = Linear(3, 2, bias=False)
    assert bare.bias is None
    assert bare.parameters() == [bare.weight]


def test_the_output_of_linear_requires_a_gradient():
    assert Linear(3, 2)(Tensor([[1, 2, 3]])).requires_grad


@pytest.mark.parametrize("inputs, outputs", [(1, 40_000), (100, 400), (400, 100), (10_000, 10)])
def test_starting_weights_keep_the_size_of_numbers(inputs, outputs):
    np.random.seed(0)
    weight = xavier_weight(inputs, outputs).data
    assert weight.std() * np.sqrt(inputs) == pytest.approx(1, rel=0.02)
    assert abs(weight.mean()) * np.sqrt(inputs) < 0.02


def test_starting_weights_follow_the_seed():
    np.random.seed(1)
    first, second = Linear(3, 4).weight.data, Linear(3, 4).weight.data
    np.random.seed(1)
    np.testing.assert_array_equal(Linear(3, 4).weight.data, first)
    assert not np.array_equal(first, second)


@given(SHAPES)
def test_inputs_that_do_not_fit_are_explained(shape):
    layer = Linear(5, 2)  # SHAPES has no side of 5
    with pytest.raises(ValueError, match=r"Linear\(5, 2\).*Rule:.*here 5.*Fix:") as raised:
        layer(Tensor(np.zeros(shape)))
    assert str(shape) in str(raised.value)


@pytest.mark.parametrize("x", [np.ones((2, 3)), [[1, 2, 3]], 1.0, None])
def test_linear_takes_tensors_only(x):
    with pytest.raises(TypeError, match=rf"Linear\(3, 2\) needs a Tensor, not {type(x).__name__}. Fix:"):
        Linear(3, 2)(x)


@pytest.mark.parametrize("size", [0, -1, 2.0, "3", None, True])
@pytest.mark.parametrize("place, name", [(0, "in_features"), (1, "out_features")])
def test_sizes_are_whole_numbers(size, place, name):
    sizes = [4, 4]
    sizes[place] = size
    with pytest.raises(ValueError, match=f"{name} must be a whole number of at least 1, not {size!r}. Fix:"):
        Linear(*sizes)


# Dropout

@pytest.mark.parametrize("p", [0.1, 0.25, 0.5, 0.9])
def test_dropout_drops_a_share_and_scales_the_rest(p):
    output = drop(p)
    assert (output == 0).mean() == pytest.approx(p, abs=0.01)
    np.testing.assert_allclose(output[output != 0], 2 / (1 - p), rtol=1e-6)


def test_dropout_of_everything():
    assert_same(Dropout(1)(Tensor([1, 2])), [0, 0])


@pytest.mark.parametrize("p, argument, attribute", [
    (0.5, False, True), (0.5, True, False), (0.5, False, False), (0, True, True), (1, False, True),
])
def test_dropout_that_does_not_act_returns_its_input(p, argument, attribute):
    x, layer = Tensor(np.ones(100)), Dropout(p)
    layer.training = attribute
    assert layer(x, training=argument) is x


@given(arrays(SHAPES), st.floats(0, 1))
def test_dropout_keeps_shape_dtype_and_input(array, p):
    x = Tensor(array, requires_grad=True)
    y = Dropout(p)(x)
    assert (y.shape, y.dtype, y.requires_grad) == (x.shape, np.float32, True)
    np.testing.assert_array_equal(x.data, array)


def test_every_pass_draws_a_new_mask():
    layer, x = Dropout(0.5), Tensor(np.ones(100))
    assert not np.array_equal(layer(x).data, layer(x).data)


def test_dropout_follows_the_seed():
    np.testing.assert_array_equal(drop(0.3), drop(0.3))


def test_dropout_drops_half_by_default_and_learns_nothing():
    assert (Dropout().p, Dropout().parameters()) == (0.5, [])


@pytest.mark.parametrize("p", [-0.1, 1.1, 50, float("nan"), float("inf")])
def test_p_is_a_probability(p):
    with pytest.raises(ValueError, match=f"probability from 0.0 to 1.0, not {p}. Fix:"):
        Dropout(p)


# Sequential

@given(st.lists(st.integers(-5, 5), max_size=5))
def test_a_chain_applies_its_layers_in_order(numbers):
    layers = [Shift(number) for number in numbers]
    x = Tensor([0.0])
    for chain in (Sequential(*layers), Sequential(layers), Sequential(tuple(layers))):
        assert chain.layers == layers
        assert_same(chain(x), [sum(numbers)])


def test_order_matters():
    double, add = linear_of(np.array([[2.0]])), Shift(1)
    assert_same(Sequential(double, add)(Tensor([3])), [7])
    assert_same(Sequential(add, double)(Tensor([3])), [8])


def test_a_chain_lists_all_parameters_in_order():
    a, b, c = Linear(1, 2), Linear(2, 3, bias=False), Linear(3, 4)
    found = Sequential(a, Sequential(Dropout(), b), c).parameters()
    expected = [a.weight, a.bias, b.weight, c.weight, c.bias]
    assert [id(each) for each in found] == [id(each) for each in expected]


def test_a_shared_layer_is_listed_once():
    shared = Linear(2, 2)
    assert len(Sequential(shared, Linear(2, 2), shared).parameters()) == 4


def test_a_chain_has_a_list_of_its_own():
    layers = [Shift()]
    chain = Sequential(layers)
    layers.append(Shift())
    assert len(chain.layers) == 1


@pytest.mark.parametrize("wrong, words", [
    (Dropout, "the class Dropout at place 1"), (None, "NoneType at place 1"), (np.tanh, "ufunc at place 1"),
])
def test_a_chain_refuses_what_is_no_layer(wrong, words):
    with pytest.raises(TypeError, match=f"{words}.*Fix:"):
        Sequential(Shift(), wrong)
