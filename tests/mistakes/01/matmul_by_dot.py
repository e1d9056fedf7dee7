# points: 46
# hint: use np.matmul for every rank
# np.dot is the same for rank 1 and 2, and something else for stacks of matrices.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        raise TypeError(f"@ needs a Tensor, not {type(other).__name__}")
    try:
        return make_result(np.dot(self.data, other.data), self, other)
    except ValueError:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}") from None
