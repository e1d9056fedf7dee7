# points: 43
# hint: must be returned as it was before clipping: 10
# The sum of the squares is taken for the norm.
# ruff: noqa: F821 - the names are those of the notebook

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in found)
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = parameter.grad * (max_norm / norm)
    return norm
