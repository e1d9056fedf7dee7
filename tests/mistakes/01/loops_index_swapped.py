# points: 46
# hint: Each result is a row of a times a column of b
# b is read by rows instead of columns.
# ruff: noqa: F821 - the names are those of the notebook

# %% matmul-loops
def matmul_loops(a, b):
    rows, inner = a.data.shape
    columns = b.data.shape[1]
    result = np.zeros((rows, columns), dtype=np.float32)
    for i in range(rows):
        for j in range(columns):
            for k in range(inner):
                result[i, j] += a.data[i, k] * b.data[j, k]
    return make_result(result, a, b)
