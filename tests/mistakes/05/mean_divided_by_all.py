# points: 70
# hint: divide by how many numbers
# Divides an axis mean by the size of the whole tensor.
# ruff: noqa: F821 - the names are those of the notebook

# %% mean-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    return (expand_reduced(grad_output, x.shape, self.axis, self.keepdims) / max(x.size, 1),)
