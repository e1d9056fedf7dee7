# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## xor_by_comparison
# points: 36
# hint: not from a comparison
# Compares the two columns, without a layer.

# %% xor
def xor_scores(x):
    return Tensor(x.data[:, :1] + x.data[:, 1:] == 1)


# ## xor_by_comparison_beside_a_relu
# points: 36
# hint: not from a comparison
# ReLU is called, and its result thrown away.

# %% xor
def xor_scores(x):
    ReLU()(x)
    return Tensor((x.data.sum(axis=1, keepdims=True) == 1).astype(np.float32))


# ## xor_without_bend
# points: 36
# hint: print the hidden numbers; see the hint
# Without ReLU the two layers are one, and no weights can do it.

# %% xor
def xor_scores(x):
    return (x @ Tensor([[1, 1], [1, 1]]) + Tensor([0, -1])) @ Tensor([[1], [-2]])

# ## xor_for_four_rows
# points: 36
# hint: xor_scores must work for any number of rows
# The offsets are written out for each of the four rows.

# %% xor
def xor_scores(x):
    W1, b1 = Tensor([[1, 1], [1, 1]]), Tensor([[0, -1]] * 4)
    return ReLU()(x @ W1 + b1) @ Tensor([[1], [-2]])
