# points: 24
# hint: must skip a weight whose grad is None
# A weight without a gradient breaks the step.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def start_step(self):
    found = []
    for i, param in enumerate(self.params):
        if param.grad.shape != param.shape:
            raise ValueError(f"params[{i}] has shape {param.shape}, its gradient {param.grad.shape}")
        found.append((i, param, param.grad))
        self.update_counts[i] += 1
    self.step_count += 1
    return found
