# Early returns, and the formulas with powers.
# ruff: noqa: F821 - the names are those of the notebook

# %% unbroadcast
def unbroadcast(gradient, shape):
    if gradient.shape == tuple(shape):
        return gradient
    padded = (1,) * (gradient.ndim - len(shape)) + tuple(shape)
    axes = tuple(i for i, n in enumerate(padded) if n == 1)
    return np.float32(gradient.astype(float).sum(axis=axes)).reshape(shape)

# %% add-backward
def apply(self, grad_output):
    return tuple(unbroadcast(grad_output, each.shape) if each.requires_grad else None for each in self.saved_tensors)

# %% starting-gradient
def starting_gradient(tensor, gradient=None):
    if not tensor.requires_grad:
        raise RuntimeError("nothing here requires a gradient. Fix: requires_grad=True.")
    if gradient is None and tensor.size == 1:
        return np.full(tensor.shape, 1, dtype=np.float32)
    if gradient is None:
        raise ValueError(f"shape {tensor.shape} needs a gradient to start with: call sum() first")
    array = as_float32(gradient)
    if array.shape == tensor.shape:
        return array
    raise ValueError(f"{array.shape} is not {tensor.shape}")

# %% div-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    over = grad_output * b.data**-1.0
    return (unbroadcast(over, a.shape) if a.requires_grad else None,
            unbroadcast(-over * a.data / b.data, b.shape) if b.requires_grad else None)

# %% matmul-backward
def matrix_gradients(self, left, right, g):
    a, b = self.saved_tensors
    grad_left = unbroadcast(g @ right.swapaxes(-2, -1), left.shape) if a.requires_grad else None
    grad_right = unbroadcast(left.swapaxes(-2, -1) @ g, right.shape) if b.requires_grad else None
    return grad_left, grad_right

# %% mean-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    spread = expand_reduced(grad_output, x.shape, self.axis, self.keepdims)
    return (spread * np.float32(grad_output.size / x.size) if x.size else spread,)

# %% slice-backward
def apply(self, grad_output):
    result = np.zeros_like(self.saved_tensors[0].data)
    np.add.at(result, self.key, np.asarray(grad_output))
    return (result,)

# %% tanh-backward
def apply(self, grad_output):
    return (grad_output - grad_output * self.result**2,)

# %% softmax-backward
def apply(self, grad_output):
    p = self.result
    weighted = p * grad_output
    return (weighted - p * np.float32(weighted.sum(axis=self.dim, keepdims=True, dtype=float)),)

# %% bce-backward
def apply(self, grad_output):
    predictions, targets = self.saved_tensors
    p, t = np.clip(predictions.data, np.float32(1e-7), np.float32(1 - 1e-7)), targets.data
    grad_p = (grad_output / p.size) * ((1 - t) / (1 - p) - t / p) if predictions.requires_grad else None
    grad_t = grad_output / p.size * (np.log(1 - p) - np.log(p)) if targets.requires_grad else None
    return grad_p, grad_t
