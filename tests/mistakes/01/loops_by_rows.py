# points: 46
# hint: was called on a whole array; take single numbers
# One loop, and NumPy for the rest.
# ruff: noqa: F821 - the names are those of the notebook

# %% matmul-loops
def matmul_loops(a, b):
    return make_result(np.array([[(row * column).sum() for column in b.data.T] for row in a.data]), a, b)
