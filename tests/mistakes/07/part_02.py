# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## a_tensor_is_no_gradient
# points: 53
# hint: A gradient may be a Tensor as well
# Every gradient is taken for an array.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = np.asarray(parameter.grad * (max_norm / norm), dtype=np.float32)
    return norm


# ## clips_each_gradient_alone
# points: 50
# hint: one factor for all gradients
# Each parameter is clipped by a norm of its own, so the direction changes.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in found))
    for parameter in found:
        own = math.sqrt(float(np.square(parameter.grad, dtype=np.float64).sum()))
        if math.isfinite(norm) and own > max_norm:
            parameter.grad = parameter.grad * (max_norm / own)
    return norm


# ## clips_each_number
# points: 50
# hint: one factor for all gradients
# np.clip cuts off every number at max_norm.

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


# ## clips_in_place
# points: 57
# hint: must each be scaled once: make new arrays
# The arrays are scaled in place, a shared one twice.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(gradient_of(parameter), dtype=np.float64).sum()) for parameter in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad *= max_norm / norm
    return norm


# ## none_is_taken_for_a_gradient
# points: 51
# hint: A parameter whose grad is None must be left out
# Parameters without a gradient are not skipped.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    norm = math.sqrt(sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in parameters))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in parameters:
            parameter.grad = parameter.grad * (max_norm / norm)
    return norm


# ## returns_the_clipped_norm
# points: 51
# hint: must be returned as it was before clipping
# The norm after clipping says nothing about how bad it was.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = parameter.grad * (max_norm / norm)
        norm = float(max_norm)
    return norm


# ## root_of_the_norm_forgotten
# points: 44
# hint: must be returned as it was before clipping: 10
# The sum of the squares is taken for the norm.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = sum(float(np.square(parameter.grad, dtype=np.float64).sum()) for parameter in found)
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = parameter.grad * (max_norm / norm)
    return norm


# ## short_gradients_are_stretched
# points: 51
# hint: A norm below max_norm must leave the gradients as they are
# The factor is applied whether the vector is too long or not.

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


# ## squares_in_float32
# points: 56
# hint: The squares of 1e30 need float64
# The squares are computed in float32 and overflow.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    found = [parameter for parameter in parameters if parameter.grad is not None]
    with np.errstate(over="ignore"):
        norm = math.sqrt(sum(float((parameter.grad ** 2).sum()) for parameter in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = parameter.grad * (max_norm / norm)
    return norm

# ## nan_gradients_zeroed
# points: 57
# hint: A gradient of nan must give a norm that is not finite
# What is not finite becomes 0 before the norm is taken.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    found = [parameter for parameter in parameters if parameter.grad is not None]
    for each in found:
        if np.isnan(gradient_of(each)).any():
            each.grad = np.zeros(each.shape, dtype=np.float32)
    norm = math.sqrt(sum(float(np.square(gradient_of(each), dtype=np.float64).sum()) for each in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = np.asarray(gradient_of(parameter) * (max_norm / norm), dtype=np.float32)
    return norm

# ## clip_in_float64
# points: 56
# hint: Gradients must stay float32 when they are scaled
# The scaled gradients are float64.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(gradient_of(each), dtype=np.float64).sum()) for each in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = np.asarray(gradient_of(parameter), dtype=np.float64) * (max_norm / norm)
    return norm

# ## none_becomes_zeros
# points: 53
# hint: A grad of None must stay None
# Parameters that took no part are given a gradient of zeros, and the optimizer moves them.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    for parameter in parameters:
        if parameter.grad is None:
            parameter.grad = np.zeros(parameter.shape, dtype=np.float32)
    norm = math.sqrt(sum(float(np.square(gradient_of(each), dtype=np.float64).sum()) for each in parameters))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in parameters:
            parameter.grad = np.asarray(gradient_of(parameter) * (max_norm / norm), dtype=np.float32)
    return norm


# ## scalar_instead_of_an_array
# points: 56
# hint: must be scaled like any other, and stay an array
# NumPy makes a scalar of a product of shape ().

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(gradient_of(each), dtype=np.float64).sum()) for each in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = gradient_of(parameter) * np.float32(max_norm / norm)
    return norm


# ## divides_before_it_looks
# points: 56
# hint: A norm of 0 must not lead to a division by zero
# The factor is computed first and limited afterwards.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(gradient_of(each), dtype=np.float64).sum()) for each in found))
    factor = min(1.0, max_norm / norm) if math.isfinite(norm) else 1.0
    for parameter in found:
        parameter.grad = np.asarray(gradient_of(parameter) * factor, dtype=np.float32)
    return norm


# ## nothing_cannot_be_joined
# points: 56
# hint: No parameters have the norm 0
# NumPy joins no empty list.

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    found = [parameter for parameter in parameters if parameter.grad is not None]
    joined = np.concatenate([np.ravel(gradient_of(each)) for each in found])
    norm = math.sqrt(float(np.square(joined, dtype=np.float64).sum()))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = np.asarray(gradient_of(parameter) * (max_norm / norm), dtype=np.float32)
    return norm
