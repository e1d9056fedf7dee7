# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## repeated_picks_lost
# points: 74
# hint: picked twice gets the sum
# A number that is picked twice gets its gradient once.

# %% slice-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    full = np.zeros(x.shape, dtype=np.float32)
    full[self.key] += grad_output
    return (full,)


# ## transpose_not_undone
# points: 71
# hint: swap the dimensions of the gradient once more
# Passes the gradient on as it came.

# %% transpose-backward
def apply(self, grad_output):
    return (grad_output,)
