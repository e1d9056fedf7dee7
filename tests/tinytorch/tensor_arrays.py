"""Random arrays for the tests of the tensor, and the comparison they share."""
import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tinytorch.core.tensor import Tensor

# Small whole numbers: float32 holds them and their sums exactly, so results can be compared exactly.
NUMBERS = st.integers(-9, 9).map(float)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
RANK_1_UP = hnp.array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=4)


def arrays(shapes, elements=NUMBERS):
    return hnp.arrays(np.float32, shapes, elements=elements)


def broadcastable(count=2):
    return hnp.mutually_broadcastable_shapes(num_shapes=count, min_side=0, max_side=4, max_dims=4)


def assert_same(tensor, expected):
    assert isinstance(tensor, Tensor)
    assert tensor.data.dtype == np.float32
    np.testing.assert_array_equal(tensor.data, np.asarray(expected, dtype=np.float32), strict=True)
