# points: 53
# hint: A norm below max_norm must leave the gradients as they are
# The factor is applied whether the arrow is too long or not.
# ruff: noqa: F821 - the names are those of the notebook

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in found))
    if math.isfinite(norm) and norm > 0:
        for parameter in found:
            parameter.grad = parameter.grad * (max_norm / norm)
    return norm
