# Early returns, sets of identities, copies with copy=True.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-state
def sgd_has_momentum(self):
    return bool(self.momentum)


def sgd_get_momentum_state(self):
    if self.momentum == 0:
        return None
    copies = []
    for buffer in self.momentum_buffers:
        copies.append(buffer if buffer is None else np.array(buffer))
    return copies


def sgd_set_momentum_state(self, state):
    fresh = [None] * len(self.params)
    if state is not None:
        if not sgd_has_momentum(self):
            raise ValueError("no momentum here")
        if len(state) != len(fresh):
            raise ValueError(f"{len(state)} is not {len(fresh)}")
        for i, buffer in enumerate(state):
            if buffer is None:
                continue
            if np.shape(buffer) != self.params[i].shape:
                raise ValueError(f"{np.shape(buffer)} is not {self.params[i].shape}")
            fresh[i] = np.asarray(buffer, dtype=np.float32).copy()
    self.momentum_buffers = fresh

# %% adam-class
def step(self):
    for i, param, grad in self.start_step():
        pull = grad if self.weight_decay == 0 else grad + param.data * self.weight_decay
        param.data -= np.asarray(self.direction(i, pull) * self.lr, dtype=np.float32)

# %% optimizer-memory
def training_bytes(parameter_count, buffers):
    arrays = 1 + 1 + buffers
    return int(arrays * parameter_count * np.dtype("float32").itemsize)


def optimizer_memory_footprint(self):
    total = 0
    for buffers in self.state_buffers().values():
        for buffer in buffers:
            total += 0 if buffer is None else 4 * buffer.size
    return total
