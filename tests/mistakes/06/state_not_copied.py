# points: 45
# hint: The state must hold copies: training on must not change it
# The state is the list of the live buffers.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-state
def sgd_get_momentum_state(self):
    return list(self.momentum_buffers) if self.has_momentum() else None
