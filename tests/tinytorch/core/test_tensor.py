"""The exported tensor: what it accepts, what it refuses, how numbers get out, and its sleeping gradient."""
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import RANK_1_UP, SHAPES, arrays, assert_same

from tinytorch.core import tensor
from tinytorch.core.tensor import Tensor, bytes_needed, matmul_loops


@given(arrays(SHAPES))
def test_attributes_are_those_of_the_array(array):
    x = Tensor(array)
    assert (x.shape, x.size, x.dtype) == (array.shape, array.size, np.float32)
    assert (x.grad, x.requires_grad) == (None, False)


@pytest.mark.parametrize("dtype", [bool, np.int8, np.uint16, np.int64, np.float16, np.float32, np.float64])
def test_every_numeric_dtype_becomes_float32(dtype):
    assert_same(Tensor(np.array([[0, 1]], dtype=dtype)), [[0.0, 1.0]])


@pytest.mark.parametrize("data", [2, 2.0, True, np.float64(2), np.int32(2), np.array(2), Tensor(2)])
def test_single_numbers_have_rank_0(data):
    assert Tensor(data).shape == ()


@pytest.mark.parametrize("data", ["1", b"1", None, {"a": 1}, {1, 2}, [1, None], ["a", 1], 1j, object()])
def test_anything_but_numbers_is_refused(data):
    with pytest.raises(TypeError, match="must be numbers.*Fix:"):
        Tensor(data)


@pytest.mark.parametrize("data", [[[1, 2], [3]], [1, [2]], [[1], []]])
def test_ragged_lists_are_refused(data):
    with pytest.raises(ValueError, match="different lengths.*Fix:"):
        Tensor(data)


def test_tensor_owns_its_numbers():
    source = np.zeros(2, dtype=np.float32)
    x, y = Tensor(source), Tensor(Tensor(source, copy=False))
    source[:] = 1
    assert_same(x, [0, 0])
    assert_same(y, [0, 0])


@given(arrays(RANK_1_UP))
def test_iteration_and_length_follow_the_first_dimension(array):
    rows = list(Tensor(array))
    assert len(rows) == len(Tensor(array)) == len(array)
    for row, expected in zip(rows, array, strict=True):
        assert_same(row, expected)


@given(st.data())
def test_indexing(data):
    array = data.draw(arrays(RANK_1_UP))
    key = data.draw(hnp.basic_indices(array.shape, allow_newaxis=True, allow_ellipsis=True))
    assert_same(Tensor(array)[key], array[key])


def test_single_number_has_no_length_and_no_rows():
    for action in (len, list):
        with pytest.raises(TypeError, match=r"no length.*Fix:"):
            action(Tensor(1.0))


@given(arrays(hnp.array_shapes(min_dims=0, min_side=1, max_side=1)))
def test_item_and_float(array):
    x = Tensor(array)
    assert type(x.item()) is float
    assert x.item() == float(x) == array.item()


@pytest.mark.parametrize("shape", [(0,), (2,), (1, 3)])
def test_item_needs_exactly_one_number(shape):
    with pytest.raises(ValueError, match=r"item\(\) needs exactly one number.*Fix:"):
        Tensor(np.zeros(shape)).item()


@given(SHAPES)
def test_memory(shape):
    array = np.zeros(shape, np.float32)
    assert Tensor(array).memory_footprint() == bytes_needed(shape) == array.nbytes


@pytest.mark.parametrize("wanted, dtype", [(None, np.float32), (np.float64, np.float64), (np.int64, np.int64)])
def test_numpy_reads_the_numbers_in_the_dtype_it_wants(wanted, dtype):
    array = np.asarray(Tensor([1.0, 2.0]), dtype=wanted)
    assert (array.dtype, array.tolist()) == (dtype, [1, 2])


def test_memory_of_a_shape_that_would_not_fit():
    assert bytes_needed((1_200_000, 224, 224, 3)) == 722_534_400_000


OPERATIONS = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: x / y,
    "pow": lambda x, y: x ** y,
    "neg": lambda x, y: -(x * y),
    "radd": lambda x, y: 1 + x * y,
    "rsub": lambda x, y: 1 - x * y,
    "rmul": lambda x, y: 2 * (x * y),
    "rdiv": lambda x, y: 1 / (x * y),
    "matmul": lambda x, y: x @ y,
    "loops": matmul_loops,
    "reshape": lambda x, y: (x * y).reshape(4),
    "transpose": lambda x, y: (x * y).transpose(),
    "index": lambda x, y: (x * y)[0],
    "sum": lambda x, y: (x * y).sum(),
    "mean": lambda x, y: (x * y).mean(),
    "max": lambda x, y: (x * y).max(),
}


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("right", [False, True])
def test_results_require_a_gradient_when_an_operand_does(name, left, right):
    x, y = Tensor(np.ones((2, 2)), requires_grad=left), Tensor(np.ones((2, 2)), requires_grad=right)
    assert OPERATIONS[name](x, y).requires_grad is (left or right)


def test_subclass_keeps_its_type_and_its_results_are_tensors():
    class Parameter(Tensor):
        def __init__(self, data):
            super().__init__(data, requires_grad=True)

    result = Parameter([1.0]) * 2
    assert (type(result), result.requires_grad) == (Tensor, True)


def test_backward_sleeps(places):
    # In a Python of its own: other tests import Module 05, which wakes gradients up for the whole program.
    places.write("site", "tensor", Path(tensor.__file__).read_text())
    assert places.output("""
from tinytorch.core.tensor import Tensor
x = Tensor([1.0], requires_grad=True)
print(x.backward(), x.backward([1.0]), x.grad)
""") == "None None None"


def test_numpy_shares_memory():
    x = Tensor([1.0, 2.0])
    x.numpy()[0] = 9
    assert_same(x, [9, 2])


def test_printing():
    assert str(Tensor([[1, 2]], requires_grad=True)) == "Tensor([[1., 2.]], shape=(1, 2), requires_grad=True)"
