# points: 53
# hint: A parameter whose grad is None must be left out
# Parameters without a gradient are not skipped.
# ruff: noqa: F821 - the names are those of the notebook

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    norm = math.sqrt(sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in parameters))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in parameters:
            parameter.grad = parameter.grad * (max_norm / norm)
    return norm
