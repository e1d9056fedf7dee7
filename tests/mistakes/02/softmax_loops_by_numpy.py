# points: 36
# hint: was called on a whole array; take single numbers
# NumPy in place of Python's own loop.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax-loops
def softmax_loops(x):
    shifted = np.exp(x.data - np.max(x.data))
    return make_result(shifted / np.sum(shifted), x)
