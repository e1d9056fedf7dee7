# points: 74
# hint: must share the gradient
# Equal maxima get the whole gradient each.
# ruff: noqa: F821 - the names are those of the notebook

# %% max-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    largest = expand_reduced(self.result, x.shape, self.axis, self.keepdims)
    return ((x.data == largest) * expand_reduced(grad_output, x.shape, self.axis, self.keepdims),)
