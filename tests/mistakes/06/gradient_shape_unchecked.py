# points: 43
# hint: A gradient that could be broadcast has the wrong shape all the same
# A gradient of the wrong shape is left to broadcasting.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def start_step(self):
    found = [(i, param, param.grad) for i, param in enumerate(self.params) if param.grad is not None]
    self.step_count += 1
    for i, _, _ in found:
        self.update_counts[i] += 1
    return found
