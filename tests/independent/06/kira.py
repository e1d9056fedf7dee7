"""Module 06, written from the released notebook: buffers moved towards the gradient, one scale for both corrections, np.subtract with out."""

# %% optimizer-class
class Optimizer:
    def __init__(self, params):
        if isinstance(params, Tensor):
            raise TypeError("params must be a list of Tensors, not one Tensor. Fix: write [tensor].")
        try:
            params = list(params)
        except TypeError:
            raise TypeError(
                f"params must be a list of Tensors, not {type(params).__name__}. Fix: use model.parameters()."
            ) from None
        self.step_count = 0
        self.update_counts = [0] * len(params)
        if not params:
            raise ValueError("The list of params is empty; does the model have parameters?")
        places = {}
        for i, param in enumerate(params):
            if not isinstance(param, Tensor):
                raise TypeError(f"params[{i}] is a {type(param).__name__}, not a Tensor.")
            if not param.requires_grad:
                raise ValueError(f"params[{i}] does not require a gradient, so it cannot be trained.")
            if id(param) in places:
                raise ValueError(f"params[{places[id(param)]}] and params[{i}] are the same Tensor; list it once.")
            places[id(param)] = i
        self.params = params

    def zero_grad(self):
        for param in self.params:
            param.grad = None

    def start_step(self):
        work = [(i, param, gradient_of(param)) for i, param in enumerate(self.params) if gradient_of(param) is not None]
        for i, param, grad in work:
            if np.shape(grad) != param.shape:
                raise ValueError(f"the gradient of params[{i}] has shape {np.shape(grad)}, its parameter {param.shape}")
        self.step_count += 1
        moved = {i for i, _, _ in work}
        self.update_counts = [count + (i in moved) for i, count in enumerate(self.update_counts)]
        return work

# %% sgd-class
class SGD(Optimizer):
    def direction(self, i, param, grad):
        pull = grad if self.weight_decay == 0 else grad + self.weight_decay * param.data
        if not self.momentum:
            return pull
        velocity = self.momentum_buffers[i]
        if velocity is None:
            self.momentum_buffers[i] = velocity = np.array(pull, dtype=np.float32)
        else:
            np.multiply(velocity, self.momentum, out=velocity)
            np.add(velocity, pull, out=velocity, casting="same_kind")
        return velocity

    def step(self):
        for i, param, grad in self.start_step():
            param.data[...] = param.data - self.lr * self.direction(i, param, grad)

# %% sgd-state
def sgd_has_momentum(self):
    return bool(self.momentum)


def sgd_get_momentum_state(self):
    if not self.has_momentum():
        return None
    return [buffer if buffer is None else np.array(buffer) for buffer in self.momentum_buffers]


def sgd_set_momentum_state(self, state):
    if state is None:
        state, is_reset = [None] * len(self.params), True
    else:
        is_reset = False
    if not is_reset and not self.has_momentum():
        raise ValueError("This optimizer has no momentum and cannot take such a state; create it with momentum.")
    if len(state) != len(self.params):
        raise ValueError(f"The state has {len(state)} entries and the optimizer {len(self.params)} parameters.")
    fresh = []
    for i, (buffer, param) in enumerate(zip(state, self.params)):
        if buffer is not None and np.shape(buffer) != param.shape:
            raise ValueError(f"entry {i} of the state has shape {np.shape(buffer)} and its parameter {param.shape}")
        fresh.append(None if buffer is None else np.array(buffer, dtype=np.float32))
    self.momentum_buffers = fresh

# %% adam-class
class Adam(Optimizer):
    def direction(self, i, grad):
        if self.m_buffers[i] is None:
            self.m_buffers[i], self.v_buffers[i] = (np.zeros(np.shape(grad), dtype=np.float32) for _ in range(2))
        m, v, t = self.m_buffers[i], self.v_buffers[i], self.update_counts[i]
        m += (grad - m) * (1 - self.beta1)
        v += (np.square(grad) - v) * (1 - self.beta2)
        first, second = 1 - self.beta1 ** t, np.sqrt(1 - self.beta2 ** t)
        return m * (second / first) / (np.sqrt(v) + self.eps * second)

    def step(self):
        for i, param, grad in self.start_step():
            if self.weight_decay:
                grad = grad + self.weight_decay * param.data
            param.data[...] = param.data - self.lr * self.direction(i, grad)

# %% adamw-class
class AdamW(Adam):
    def step(self):
        for i, param, grad in self.start_step():
            shrunk = param.data * (1 - self.lr * self.weight_decay)
            np.copyto(param.data, shrunk - self.lr * self.direction(i, grad), casting="same_kind")

# %% optimizer-memory
def training_bytes(parameter_count, buffers):
    return 4 * (2 + buffers) * parameter_count


def optimizer_memory_footprint(self):
    import itertools
    return sum(getattr(array, "nbytes", 0) for array in itertools.chain(*self.state_buffers().values()))
