"""Switching gradients on: forward code is wrapped and never replaced, however often and in whatever order."""
import sys
import types
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tinytorch.core import autograd, tensor
from tinytorch.core.autograd import Function, enable_autograd, operations, register_operation
from tinytorch.core.tensor import Tensor


@pytest.fixture
def registered():
    """register_operation, undone afterwards."""
    before = dict(operations)
    yield register_operation
    operations.clear()
    operations.update(before)


class TwiceBackward(Function):
    def apply(self, grad_output):
        return (2 * grad_output,)


def test_every_wrapper_holds_the_learners_function():
    names = {"__add__": "tensor_add", "__radd__": "tensor_add", "matmul": "tensor_matmul",
             "sum": "tensor_sum", "__matmul__": "tensor_matmul", "reshape": "tensor_reshape",
             "__getitem__": "tensor_getitem"}
    for name, function in names.items():
        assert getattr(Tensor, name).original is getattr(tensor, function)


def test_enabling_again_never_wraps_a_wrapper():
    before = Tensor.__mul__.original
    for _ in range(3):
        enable_autograd(quiet=True)
    assert Tensor.__mul__.original is before
    assert not hasattr(before, "original")


def test_message(capsys):
    enable_autograd()
    assert "Autograd is on" in capsys.readouterr().out
    enable_autograd(quiet=True)
    assert capsys.readouterr().out == ""


def test_help_of_a_wrapped_method():
    assert Tensor.sum is not tensor.tensor_sum
    assert (Tensor.sum.__name__, Tensor.sum.__doc__) == ("tensor_sum", tensor.tensor_sum.__doc__)


def test_later_operation_of_a_class(registered):
    class Twice:
        def forward(self, x):
            return Tensor((x + x).data)

    registered(Twice, "forward", lambda layer, x: TwiceBackward(x))
    x = Tensor([1.0, 2.0], requires_grad=True)
    y = Twice().forward(x)
    y.backward([1, 3])
    assert (y.data.tolist(), x.grad.tolist()) == ([2, 4], [2, 6])


def test_later_operation_of_a_module_reaches_earlier_imports(registered, monkeypatch):
    def twice(x):
        return Tensor(x.data * 2)

    home, user = types.ModuleType("home"), types.ModuleType("user")
    home.twice = user.twice = twice
    for module in (home, user):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    registered(home, "twice", TwiceBackward)
    x = Tensor(1.0, requires_grad=True)
    for module in (home, user):
        assert isinstance(module.twice(x)._grad_fn, TwiceBackward)
    assert home.twice.original is twice


def test_operation_made_of_operations_is_recorded_once():
    calls = []

    def mean_by_hand(x):
        calls.append(1)
        return x.sum() / x.size

    x = Tensor([1.0, 2.0], requires_grad=True)
    y = autograd.tracked(mean_by_hand, TwiceBackward)(x)
    assert (calls, type(y._grad_fn), y._grad_fn.saved_tensors) == ([1], TwiceBackward, (x,))


def test_forward_values_are_untouched():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
    x, y = Tensor(a, requires_grad=True), Tensor(b, requires_grad=True)
    for name in ("__add__", "__sub__", "__mul__", "__truediv__", "matmul"):
        plain = getattr(Tensor, name).original(x, y)
        np.testing.assert_array_equal(getattr(Tensor, name)(x, y).data, plain.data, strict=True)


def test_gradients_sleep_until_autograd_is_imported(places):
    copy(places, "tensor", "autograd")
    assert places.output("""
from tinytorch.core.tensor import Tensor
x = Tensor([3.0], requires_grad=True)
y = x * x
y.backward()
print(x.grad)
import tinytorch.core.autograd
y = x * x
y.backward()
print(x.grad)
""").splitlines() == ["None", "[6.]"]


@pytest.mark.parametrize("there", [["tensor"], ["tensor", "activations"], ["tensor", "losses"]])
def test_modules_that_are_not_built_are_left_out(places, there):
    copy(places, *there, "autograd")
    assert places.output("from tinytorch.core.autograd import *; print(len(operations) > 10)") == "True"


def test_broken_module_is_not_hidden(places):
    copy(places, "tensor", "autograd")
    places.write("home", "activations", "import no_such_library\n")
    assert "no_such_library" in places.error("import tinytorch.core.autograd")


def copy(places, *names):
    for name in names:
        places.write("site", name, Path(find_spec(f"tinytorch.core.{name}").origin).read_text())
