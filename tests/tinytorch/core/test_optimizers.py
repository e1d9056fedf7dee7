"""The optimizers' shared part, their state and their settings: what holds for all of them, and the errors."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tensor_arrays import SHAPES, arrays

from tinytorch.core.optimizers import SGD, Adam, AdamW, Optimizer, training_bytes
from tinytorch.core.tensor import Tensor

CHOICES = [(SGD, {}), (SGD, {"momentum": 0.9, "weight_decay": 0.1}), (Adam, {"weight_decay": 0.1}),
           (AdamW, {})]
each_choice = pytest.mark.parametrize("kind, settings", CHOICES)


def weight(numbers, grad=None):
    tensor = Tensor(numbers, requires_grad=True)
    tensor.grad = None if grad is None else np.array(grad, dtype=np.float32)
    return tensor


@pytest.mark.parametrize(
    "params, error, words",
    [
        ([], ValueError, "params is empty.*Fix:"),
        (weight([[1.0], [2.0]]), TypeError, "not one Tensor.*Fix:"),
        (len, TypeError, r"not builtin_function_or_method.*model\.parameters\(\)"),
        ([weight([1.0]), np.ones(1)], TypeError, r"params\[1\] is a ndarray.*Fix:"),
        ([Tensor([1.0])], ValueError, r"params\[0\] of shape \(1,\) does not require a gradient.*Fix:"),
        ([weight([1.0])] * 2, ValueError, r"params\[1\] and params\[0\] are the same Tensor.*Fix:"),
    ],
)
@each_choice
def test_what_cannot_be_trained_is_refused(kind, settings, params, error, words):
    with pytest.raises(error, match=words):
        kind(params, **settings)


@pytest.mark.parametrize(
    "kind, setting",
    [(SGD, {"lr": -0.1}), (SGD, {"lr": float("inf")}), (SGD, {"lr": float("nan")}), (SGD, {"momentum": 1.0}),
     (SGD, {"weight_decay": -1}), (Adam, {"betas": (1.0, 0.9)}), (Adam, {"betas": (0.9, -0.1)}),
     (Adam, {"eps": -1e-8}), (AdamW, {"lr": -1}), (AdamW, {"weight_decay": -0.1})])
def test_a_setting_out_of_range_is_named(kind, setting):
    name = next(iter(setting))
    end = "below 1" if name in ("momentum", "betas") else "finite"
    with pytest.raises(ValueError, match=f"^{name}.* must be at least 0 and {end}, not .*Fix:"):
        kind([weight([1.0])], **setting)


def test_defaults_are_those_of_the_course():
    sgd = SGD([weight([1.0])])
    assert (sgd.lr, sgd.momentum, sgd.weight_decay) == (0.01, 0.0, 0.0)
    for kind, weight_decay in [(Adam, 0.0), (AdamW, 0.01)]:
        adam = kind([weight([1.0])])
        assert (adam.lr, adam.beta1, adam.beta2, adam.eps) == (0.001, 0.9, 0.999, 1e-8)
        assert adam.weight_decay == weight_decay


def test_the_base_class_cannot_step():
    with pytest.raises(NotImplementedError, match="Optimizer has no step.*Fix:"):
        Optimizer([weight([1.0])]).step()


@each_choice
@given(data=st.data())
def test_a_step_keeps_arrays_dtypes_and_gradients(kind, settings, data):
    shape = data.draw(SHAPES)
    param = weight(data.draw(arrays(shape)), data.draw(arrays(shape)))
    array, gradient = param.data, param.grad.copy()
    optimizer = kind([param], **settings)
    optimizer.step()
    kept = [buffer for buffers in optimizer.state_buffers().values() for buffer in buffers
            if buffer is not None]
    assert param.data is array and all(each.dtype == np.float32 for each in [array, *kept])
    assert all(each.shape == shape and not np.shares_memory(each, param.grad) for each in kept)
    np.testing.assert_array_equal(param.grad, gradient)


@each_choice
def test_a_refused_step_changes_nothing(kind, settings):
    good, bad = weight([[1.0], [2.0]], [[1.0], [1.0]]), weight(np.ones((2, 3)), np.ones(3))
    optimizer = kind([good, bad], **settings)
    with pytest.raises(ValueError, match=r"params\[1\] has shape \(2, 3\).*shape \(3,\).*Fix:"):
        optimizer.step()
    np.testing.assert_array_equal(good.data, [[1.0], [2.0]])
    assert (optimizer.step_count, optimizer.update_counts, optimizer.memory_footprint()) == (0, [0, 0], 0)


@each_choice
def test_a_weight_without_a_gradient_stays(kind, settings):
    frozen = weight([3.0])
    optimizer = kind([weight([1.0], [1.0]), frozen], **settings)
    optimizer.step()
    optimizer.step()
    assert (frozen.data.tolist(), optimizer.step_count, optimizer.update_counts) == ([3.0], 2, [2, 0])


@each_choice
def test_zero_grad_leaves_none(kind, settings):
    optimizer = kind([weight([1.0], [1.0]), weight([2.0])], **settings)
    optimizer.zero_grad()
    assert [param.grad for param in optimizer.params] == [None, None]


@pytest.mark.parametrize("lr", [np.float64(0.1), np.float32(0.1)])
def test_a_numpy_learning_rate_keeps_float32(lr):
    param = weight([1.0], [1.0])
    SGD([param], lr=lr, momentum=0.5).step()
    assert (param.data.dtype, param.data.tolist()) == (np.float32, [np.float32(0.9)])


@given(st.lists(SHAPES, min_size=1, max_size=4), st.sampled_from([(0, SGD, {}), (1, SGD, {"momentum": 0.5}),
                                                                  (2, Adam, {}), (2, AdamW, {})]))
def test_memory_is_as_planned(shapes, choice):
    buffers, kind, settings = choice
    weights = [weight(np.ones(shape), np.ones(shape)) for shape in shapes]
    optimizer = kind(weights, **settings)
    optimizer.step()
    held = sum(param.data.nbytes + param.grad.nbytes for param in weights) + optimizer.memory_footprint()
    assert held == training_bytes(sum(param.size for param in weights), buffers)


def test_state_moves_to_another_optimizer():
    first = SGD([weight([1.0, 2.0], [1.0, 1.0]), weight([1.0])], momentum=0.9)
    first.step()
    state = first.get_momentum_state()
    second = SGD([weight([1.0, 2.0]), weight([1.0])], momentum=0.9)
    second.set_momentum_state(state)
    assert second.momentum_buffers[0].tolist() == [1.0, 1.0] and second.momentum_buffers[1] is None
    assert not np.shares_memory(second.momentum_buffers[0], state[0])


def test_without_momentum_there_is_no_state():
    optimizer = SGD([weight([1.0])])
    assert (optimizer.has_momentum(), optimizer.get_momentum_state()) == (False, None)
    with pytest.raises(ValueError, match="no momentum to restore.*Fix:"):
        optimizer.set_momentum_state([np.ones(1)])


@pytest.mark.parametrize("state, words", [([], "0 buffers.*1 parameters"), ([np.ones(3)], r"\(2,\).*\(3,\)")])
def test_a_foreign_state_is_refused(state, words):
    with pytest.raises(ValueError, match=f"{words}.*Fix:"):
        SGD([weight([1.0, 2.0])], momentum=0.9).set_momentum_state(state)
