# points: 46
# hint: transpose with only one dimension
# A single dimension is taken for no dimension.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    if dim0 is None:
        if self.data.ndim < 2:
            return make_result(self.data, self)
        dim0, dim1 = -1, -2
    if dim1 is None:
        raise ValueError("transpose needs two dimensions. Fix: name both.")
    try:
        return make_result(self.data.swapaxes(dim0, dim1), self)
    except (ValueError, TypeError):
        raise ValueError(f"shape {self.shape} has no dimensions {dim0} and {dim1}. Fix: choose others.") from None
