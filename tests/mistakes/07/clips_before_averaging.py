# points: 54
# hint: Divide first, then clip, then step
# The limit is applied to the sum, and the average is shorter than it should be.
# ruff: noqa: F821 - the names are those of the notebook

# %% trainer-update
def trainer_update(self, batches=1):
    parameters = self.model.parameters()
    if self.grad_clip_norm is not None:
        ensure_finite("the norm of the gradients", clip_grad_norm(parameters, self.grad_clip_norm))
    if batches > 1:
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad = parameter.grad / batches
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step += 1
