# points: 20
# hint: belongs to somebody else: make a new array
# What is not a number is taken out of the gradients in silence.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def start_step(self):
    found = []
    for i, param in enumerate(self.params):
        grad = gradient_of(param)
        if grad is None:
            continue
        if grad.shape != param.shape:
            raise ValueError(f"params[{i}]: gradient {grad.shape} for {param.shape}. Fix: look at the operation.")
        grad[np.isnan(grad)] = 0
        found.append((i, param, grad))
    self.step_count += 1
    for i, _, _ in found:
        self.update_counts[i] += 1
    return found
