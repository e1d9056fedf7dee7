# points: 45
# hint: For a gradient that is a Tensor, use its array
# Only arrays are taken for gradients.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def start_step(self):
    found = [(i, param, param.grad) for i, param in enumerate(self.params) if param.grad is not None]
    for i, param, grad in found:
        if grad.shape != param.shape:
            raise ValueError(f"params[{i}]: gradient {grad.shape} for {param.shape}. Fix: look at the operation.")
    self.step_count += 1
    for i, _, _ in found:
        self.update_counts[i] += 1
    return found
