# points: 45
# hint: A misfit at the end of the list must be found too
# Only the first buffer is compared with its parameter.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        self.momentum_buffers = [None for _ in self.params]
        return
    if not self.has_momentum() or len(state) != len(self.params):
        raise ValueError(f"{len(state)} buffers for {len(self.params)} parameters. Fix: use the same model.")
    if state[0] is not None and state[0].shape != self.params[0].shape:
        raise ValueError(f"buffer {state[0].shape} for a parameter {self.params[0].shape}. Fix: use the same model.")
    self.momentum_buffers = [None if buffer is None else np.array(buffer, dtype=np.float32) for buffer in state]
