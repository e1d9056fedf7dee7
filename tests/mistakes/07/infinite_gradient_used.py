# points: 54
# hint: must be stopped by ensure_finite, before the step
# The norm that clipping returns is not looked at.
# ruff: noqa: F821 - the names are those of the notebook

# %% trainer-update
def trainer_update(self, batches=1):
    parameters = self.model.parameters()
    if batches > 1:
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad = parameter.grad / batches
    if self.grad_clip_norm is not None:
        clip_grad_norm(parameters, self.grad_clip_norm)
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step += 1
