"""The graph: what is recorded, the walk backwards, and who keeps memory."""
import gc
import weakref

import numpy as np
import pytest

from tinytorch.core.autograd import AddBackward, Function, MulBackward, graph_order, no_grad
from tinytorch.core.tensor import Tensor


@pytest.fixture
def x():
    return Tensor([1.0, 2.0, 3.0], requires_grad=True)


def test_first_example():
    x = Tensor([2.0], requires_grad=True)
    y = x * 3 + 1
    y.backward()
    assert x.grad.tolist() == [3.0]


def test_each_operation_is_asked_once(monkeypatch):
    asked = []
    original = AddBackward.apply
    monkeypatch.setattr(AddBackward, "apply", lambda node, g: asked.append(node) or original(node, g))
    x = y = Tensor(1.0, requires_grad=True)
    for _ in range(60):
        y = y + y
    y.backward()
    assert (len(asked), len(set(map(id, asked))), x.grad) == (60, 60, 2.0 ** 60)


def test_shared_parts_wait_for_all_their_users(x):
    z = x * 2
    w = ((z + 1) * z + z / 4).sum()
    w.backward()
    np.testing.assert_allclose(x.grad, 2 * (2 * z.data + 1.25))


@pytest.mark.parametrize("depth", [5_000, 100_000])
def test_depth_is_no_limit(depth):
    x = y = Tensor(1.0, requires_grad=True)
    for _ in range(depth):
        y = y + 1
    y.backward()
    assert x.grad == 1


def test_deep_graph_that_is_never_walked_can_be_dropped():
    y = Tensor(1.0, requires_grad=True)
    for _ in range(100_000):
        y = y * 1
    node = weakref.ref(y._grad_fn)
    del y
    assert node() is None


def test_order_puts_results_before_their_inputs(x):
    rng = np.random.default_rng(0)
    tensors = [x, Tensor(1.0, requires_grad=True)]
    for _ in range(200):
        first, second = rng.integers(0, len(tensors), 2)
        tensors.append(tensors[first] + tensors[second])
    order = graph_order(tensors[-1])
    place = {id(tensor): position for position, tensor in enumerate(order)}
    assert len(place) == len(order)
    for tensor in order:
        inputs = tensor._grad_fn.saved_tensors if tensor._grad_fn else ()
        assert all(place[id(each)] > place[id(tensor)] for each in inputs)


def test_gradients_of_two_results_add_up(x):
    (x * 2).sum().backward()
    (x * 3).sum().backward()
    assert x.grad.tolist() == [5, 5, 5]


def test_gradient_of_a_single_number_stays_an_array():
    x = Tensor(2.0, requires_grad=True)
    for _ in range(3):
        (x * x).backward()
    assert isinstance(x.grad, np.ndarray) and (x.grad.shape, x.grad.dtype, x.grad) == ((), np.float32, 12)


def test_gradients_are_float32_whatever_a_rule_returns(x):
    class DoubleBackward(Function):
        def apply(self, grad_output):
            return (np.ones(3, dtype=np.float64),)

    for _ in range(2):
        y = Tensor(x.data, requires_grad=True)
        y._grad_fn = DoubleBackward(x)
        y.backward(np.ones(3))
    assert (x.grad.dtype, x.grad.tolist()) == (np.float32, [2, 2, 2])


def test_results_on_the_way_keep_their_gradient(x):
    z = x * 2
    (z * z).sum().backward()
    np.testing.assert_array_equal(z.grad, 2 * z.data)


def test_gradients_share_no_memory(x):
    y, start = Tensor([1.0, 1.0, 1.0], requires_grad=True), np.ones(3, np.float32)
    z = x + y
    z.backward(start)
    arrays = [x.grad, y.grad, z.grad, start]
    assert [array.tolist() for array in arrays] == [[1, 1, 1]] * 4
    assert not any(np.shares_memory(a, b) for i, a in enumerate(arrays) for b in arrays[:i])


def test_zero_grad(x):
    x.sum().backward()
    x.zero_grad()
    assert x.grad is None


def test_constants_get_no_gradient(x):
    data = Tensor([1.0, 1.0, 1.0])
    (x * data).sum().backward()
    assert (data.grad, x.grad.tolist()) == (None, [1, 1, 1])


def test_memory_is_given_back(x):
    z = x * 2
    loss, kept = (z * z).sum(), weakref.ref(z)
    del z
    assert kept() is not None
    loss.backward()
    gc.collect()
    assert kept() is None


def test_no_grad_records_nothing(x):
    with no_grad():
        y = (x * 2).sum()
    assert (y.requires_grad, y._grad_fn, x.requires_grad) == (False, None, True)
    assert (x * 2).requires_grad


def test_no_grad_ends_with_an_error(x):
    with pytest.raises(ZeroDivisionError), no_grad(), no_grad():
        raise ZeroDivisionError
    assert isinstance((x * 2)._grad_fn, MulBackward)


def test_no_grad_as_decorator(x):
    assert no_grad()(lambda: x * 2)().requires_grad is False


def test_changing_weights_in_place_leaves_leaves_alone(x):
    x.data -= 1
    assert (x._grad_fn, x.requires_grad) == (None, True)
    (x * x).sum().backward()
    assert x.grad.tolist() == [0, 2, 4]
