# points: 50
# hint: divide by the number of batches
# The gradients of several batches are used as they have added up.
# ruff: noqa: F821 - the names are those of the notebook

# %% trainer-update
def trainer_update(self, batches=1):
    parameters = self.model.parameters()
    if self.grad_clip_norm is not None:
        ensure_finite("the norm of the gradients", clip_grad_norm(parameters, self.grad_clip_norm))
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step += 1
