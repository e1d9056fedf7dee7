"""What backward() refuses, and what it says: the tensor, the shape, the rule, and the fix."""
import numpy as np
import pytest

from tinytorch.core.autograd import Function
from tinytorch.core.tensor import Tensor


@pytest.fixture
def x():
    return Tensor([1.0, 2.0, 3.0], requires_grad=True)


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
