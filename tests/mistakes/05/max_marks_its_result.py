# points: 72
# hint: belongs to somebody else: make a new array
# The maxima are written over while the winners are looked for.
# ruff: noqa: F821 - the names are those of the notebook

# %% max-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    largest = expand_reduced(self.result, x.shape, self.axis, self.keepdims)
    gradient = expand_reduced(grad_output, x.shape, self.axis, self.keepdims)
    winners = (x.data == largest).astype(np.float32)
    self.result[...] = 0
    return (winners * gradient / winners.sum(axis=self.axis, keepdims=True),)
