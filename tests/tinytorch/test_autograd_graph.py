"""The graph: what is recorded, the walk backwards, who keeps memory, and errors."""
import gc
import weakref

import numpy as np
import pytest

from tinytorch.core.autograd import AddBackward, Function, MulBackward, graph_order, no_grad
from tinytorch.core.tensor import Tensor


@pytest.fixture
def x():
    return Tensor([1.0, 2.0, 3.0], requires_grad=True)


def test_first_example_of_the_book():
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


def test_results_on_the_way_keep_their_gradient(x):
    z = x * 2
    (z * z).sum().backward()
    np.testing.assert_array_equal(z.grad, 2 * z.data)


def test_gradients_share_no_memory(x):
    y, start = Tensor([1.0, 1.0, 1.0], requires_grad=True), np.ones(3, np.float32)
    z = x + y
    z.backward(start)
    arrays = [x.grad, y.grad, z.grad, start]
    assert not any(np.shares_memory(a, b) for i, a in enumerate(arrays) for b in arrays[:i])


def test_zero_grad(x):
    x.sum().backward()
    x.zero_grad()
    assert x.grad is None


def test_constants_get_no_gradient(x):
    data = Tensor([1.0, 1.0, 1.0])
    (x * data).sum().backward()
    assert data.grad is None


def test_memory_is_given_back(x):
    z = x * 2
    loss, kept = (z * z).sum(), weakref.ref(z)
    del z
    assert kept() is not None
    loss.backward()
    gc.collect()
    assert kept() is None


def test_backward_twice(x):
    loss = (x * x).sum()
    loss.backward()
    before = x.grad.copy()
    with pytest.raises(RuntimeError, match="Rule: one backward.*Fix:.*retain_graph"):
        loss.backward()
    np.testing.assert_array_equal(x.grad, before)


def test_backward_through_a_part_that_was_given_back(x):
    z = x * x
    z.sum().backward()
    with pytest.raises(RuntimeError, match="given its memory back.*Fix:"):
        (z + 1).sum().backward()


def test_retained_graph(x):
    loss = (x * x).sum()
    loss.backward(retain_graph=True)
    loss.backward()
    np.testing.assert_array_equal(x.grad, 4 * x.data)


def test_table_without_gradient(x):
    with pytest.raises(ValueError, match=r"shape \(3,\).*Fix:.*sum\(\)"):
        (x * 2).backward()


@pytest.mark.parametrize("shape", [(), (1,), (3, 1), (1, 3)])
def test_gradient_of_another_shape(x, shape):
    with pytest.raises(ValueError, match="Fix:") as raised:
        (x * 2).backward(np.ones(shape))
    assert f"{shape} for a tensor of shape (3,)" in str(raised.value)


@pytest.mark.parametrize("gradient", [[1, 2, 3], (1, 2, 3), np.array([1, 2, 3]), Tensor([1, 2, 3])])
def test_kinds_of_gradients(x, gradient):
    (x * 2).backward(gradient)
    assert x.grad.tolist() == [2, 4, 6]


def test_nothing_requires_a_gradient():
    with pytest.raises(RuntimeError, match="does not require a gradient.*Fix:"):
        Tensor([1.0]).backward()


@pytest.mark.parametrize("gradients, says", [
    (lambda g: g, "must return a tuple of 1"), (lambda g: (g, g), "must return a tuple of 1"),
    (lambda g: (g[:2],), r"shape \(2,\) for an input of shape \(3,\)")])
def test_wrong_rule_is_named(x, gradients, says):
    class WrongBackward(Function):
        def apply(self, grad_output):
            return gradients(grad_output)

    y = Tensor(x.data, requires_grad=True)
    y._grad_fn = WrongBackward(x)
    with pytest.raises(ValueError, match=f"WrongBackward.apply.*{says}"):
        y.backward(np.ones(3))


def test_rule_without_apply(x):
    with pytest.raises(NotImplementedError, match="Function needs a method apply"):
        Function(x).apply(np.ones(3))


def test_no_grad_records_nothing(x):
    with no_grad():
        y = (x * 2).sum()
    assert (y.requires_grad, y._grad_fn, x.requires_grad) == (False, None, True)
    assert (x * 2).requires_grad


def test_no_grad_ends_with_an_error(x):
    with pytest.raises(ZeroDivisionError), no_grad(), no_grad():
        1 / 0
    assert isinstance((x * 2)._grad_fn, MulBackward)


def test_no_grad_as_decorator(x):
    assert no_grad()(lambda: x * 2)().requires_grad is False


def test_changing_weights_in_place_leaves_leaves_alone(x):
    x.data -= 1
    assert (x._grad_fn, x.requires_grad) == (None, True)
