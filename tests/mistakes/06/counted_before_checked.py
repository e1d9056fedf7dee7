# points: 43
# hint: check all gradients before you count
# A refused step has been counted already.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def start_step(self):
    self.step_count += 1
    found = []
    for i, param in enumerate(self.params):
        if param.grad is None:
            continue
        if param.grad.shape != param.shape:
            raise ValueError(f"params[{i}] has shape {param.shape}, its gradient {param.grad.shape}")
        self.update_counts[i] += 1
        found.append((i, param, param.grad))
    return found
