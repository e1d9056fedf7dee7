# points: 74
# hint: belongs to somebody else: make a new array
# Subtracts from the gradient that came in.
# ruff: noqa: F821 - the names are those of the notebook

# %% log-softmax-backward
def apply(self, grad_output):
    total = grad_output.sum(axis=self.dim, keepdims=True)
    grad_output -= np.exp(self.result) * total
    return (grad_output,)
