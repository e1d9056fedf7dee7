# points: 55
# hint: The squares of 1e30 need float64
# The squares are computed in float32 and overflow.
# ruff: noqa: F821 - the names are those of the notebook

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    found = [parameter for parameter in parameters if parameter.grad is not None]
    with np.errstate(over="ignore"):
        norm = math.sqrt(sum(float((parameter.grad ** 2).sum()) for parameter in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = parameter.grad * (max_norm / norm)
    return norm
