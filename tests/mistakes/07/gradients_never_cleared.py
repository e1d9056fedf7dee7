# points: 44
# hint: After the step the gradients must be cleared
# zero_grad is missing: every step goes in the direction of all batches so far.
# ruff: noqa: F821 - the names are those of the notebook

# %% trainer-update
def trainer_update(self, batches=1):
    parameters = self.model.parameters()
    if batches > 1:
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad = parameter.grad / batches
    if self.grad_clip_norm is not None:
        ensure_finite("the norm of the gradients", clip_grad_norm(parameters, self.grad_clip_norm))
    self.optimizer.step()
    self.step += 1
