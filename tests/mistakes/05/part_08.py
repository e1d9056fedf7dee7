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

# ## reshape_in_the_order_of_memory
# points: 73
# hint: ReshapeBackward is wrong: the gradient must get the shape of x. This is about the
# A gradient that lies transposed in memory is read in that order.

# %% reshape-backward
class ReshapeBackward(Function):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        return (grad_output.reshape(x.shape, order="A"),)

# ## slice_in_a_buffer
# points: 71
# hint: SliceBackward is wrong for x[0]: picked numbers get their gradient, the others 0. This is
# One buffer for all calls of a node.

# %% slice-backward
class SliceBackward(Function):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        if not hasattr(self, "full"):
            self.full = np.zeros(x.shape, dtype=np.float32)
        self.full[...] = 0
        np.add.at(self.full, self.key, grad_output)
        return (self.full,)
