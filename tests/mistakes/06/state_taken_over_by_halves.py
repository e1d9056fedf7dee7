# points: 45
# hint: A refused state must leave all buffers as they were
# Buffers are stored one after the other, until one does not fit.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        self.momentum_buffers = [None for _ in self.params]
        return
    if not self.has_momentum() or len(state) != len(self.params):
        raise ValueError(f"{len(state)} buffers for {len(self.params)} parameters. Fix: use the same model.")
    for i, buffer in enumerate(state):
        if buffer is not None and buffer.shape != self.params[i].shape:
            raise ValueError(f"buffer {buffer.shape} for a parameter {self.params[i].shape}. Fix: use the same model.")
        self.momentum_buffers[i] = None if buffer is None else np.array(buffer, dtype=np.float32)
