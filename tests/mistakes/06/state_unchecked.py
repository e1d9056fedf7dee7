# points: 45
# hint: A state of another length must raise a ValueError
# Any state is taken over without a look at it.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        state = [None] * len(self.params)
    self.momentum_buffers = [None if buffer is None else buffer.copy() for buffer in state]
