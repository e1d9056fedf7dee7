# points: 44
# hint: must swap only the last two dimensions
# array.T turns the order of all dimensions around.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    if dim0 is None and dim1 is None:
        return make_result(self.data.T, self)
    if dim0 is None or dim1 is None:
        raise ValueError("transpose needs two dimensions or none")
    return make_result(np.swapaxes(self.data, dim0, dim1), self)
