# points: 50
# hint: one factor for all gradients
# np.clip cuts off every number at max_norm.
# ruff: noqa: F821 - the names are those of the notebook

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in found))
    if math.isfinite(norm):
        for parameter in found:
            parameter.grad = np.clip(parameter.grad, -max_norm, max_norm)
    return norm
