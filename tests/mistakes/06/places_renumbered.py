# points: 45
# hint: must return the places 0 and 2
# Places are counted after skipping, so buffers change their owners.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def start_step(self):
    for i, param in enumerate(self.params):
        if param.grad is not None and param.grad.shape != param.shape:
            raise ValueError(f"params[{i}] has shape {param.shape}, its gradient {param.grad.shape}")
    self.step_count += 1
    ready = [param for param in self.params if param.grad is not None]
    for i, _ in enumerate(ready):
        self.update_counts[i] += 1
    return [(i, param, param.grad) for i, param in enumerate(ready)]
