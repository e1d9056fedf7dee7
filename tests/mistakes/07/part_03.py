# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## a_tensor_cannot_be_averaged
# points: 54
# hint: A gradient may be a Tensor as well
# NumPy divides arrays only.

# %% trainer-update
def trainer_update(self, batches=1):
    parameters = self.model.parameters()
    for parameter in parameters:
        if batches > 1 and parameter.grad is not None:
            parameter.grad = np.divide(parameter.grad, batches, dtype=np.float32).reshape(parameter.shape)
    if self.grad_clip_norm is not None:
        ensure_finite("the norm of the gradients", clip_grad_norm(parameters, self.grad_clip_norm))
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step += 1


# ## accumulation_ignored
# points: 54
# hint: with accumulation_steps=2 must make the step of one batch of two
# Every batch makes a step.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## clips_before_averaging
# points: 54
# hint: Divide first, then clip, then step
# The limit is applied to the sum, and the average is shorter than it should be.

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


# ## epochs_not_counted
# points: 40
# hint: One epoch of two batches is 1 epoch, 2 steps
# The schedule asks for epoch 0 for ever.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    return total / examples


# ## gradients_cleared_before_the_step
# points: 33
# hint: must move the weight from 1 to 0.8
# zero_grad comes first, so the step has no gradient to follow.

# %% trainer-update
def trainer_update(self, batches=1):
    parameters = self.model.parameters()
    if batches > 1:
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad = parameter.grad / batches
    if self.grad_clip_norm is not None:
        ensure_finite("the norm of the gradients", clip_grad_norm(parameters, self.grad_clip_norm))
    self.optimizer.zero_grad()
    self.optimizer.step()
    self.step += 1


# ## gradients_never_cleared
# points: 42
# hint: After the step the gradients must be cleared
# zero_grad is missing: every step goes in the direction of all batches so far.

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


# ## infinite_gradient_used
# points: 54
# hint: must be stopped by ensure_finite, before the step
# The norm that clipping returns is not looked at.

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


# ## leftover_batches_divided_by_all
# points: 54
# hint: The batch that is left over makes a step of its own, divided by 1
# The rest is divided by accumulation_steps, however many batches it has.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(accumulation_steps)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## leftover_batches_dropped
# points: 54
# hint: The batch that is left over makes a step of its own
# What is left after the last full group is never used.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## loss_returned_as_tensor
# points: 49
# hint: train_epoch must return a float
# Tensors are added up, and with them the graphs of all batches are kept.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * 0 + loss * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## mean_of_batch_means
# points: 56
# hint: weight each batch with its number of examples
# Small batches count as much as large ones.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item())
        examples += 1
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## nan_loss_ignored
# points: 55
# hint: must be stopped with the number of its batch
# The loss is not looked at, and the weights become nan.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += loss.item() * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## no_batches_is_no_error
# points: 55
# hint: No batches must raise a ValueError that says so; see step 6
# An empty data set gives a loss of 0, which looks like success.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    self.history["train_loss"].append(total / max(examples, 1))
    self.epoch += 1
    return total / max(examples, 1)


# ## old_gradients_kept
# points: 52
# hint: Was the old gradient cleared before the first batch
# What somebody left behind goes into the first step.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## rate_noted_for_every_batch
# points: 56
# hint: one for each epoch
# The learning rate is set and noted once for each batch.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        if self.scheduler is not None:
            self.optimizer.lr = self.scheduler.get_lr(self.epoch)
            self.history["learning_rates"].append(self.optimizer.lr)
        loss = self.loss_fn(self.model(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples, waiting = examples + len(inputs), waiting + 1
        loss.backward()
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("no batches. Fix: pass a list of them.")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## schedule_one_epoch_late
# points: 54
# hint: Epoch 0 must already use get_lr(0)
# The rate is set after the loop, so the first epoch has another one.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.epoch += 1
    return total / examples


# ## sum_of_batches_not_averaged
# points: 50
# hint: divide by the number of batches
# The gradients of several batches are used as they have added up.

# %% trainer-update
def trainer_update(self, batches=1):
    parameters = self.model.parameters()
    if self.grad_clip_norm is not None:
        ensure_finite("the norm of the gradients", clip_grad_norm(parameters, self.grad_clip_norm))
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step += 1


# ## switch_left_off
# points: 55
# hint: train_epoch must switch the model to training
# After an evaluation dropout stays off for good.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples

# ## averages_in_place
# points: 54
# hint: Averaging must make a new array: two parameters might share one gradient
# The gradients are divided where they lie: one that two parameters share is divided twice.

# %% trainer-update
def trainer_update(self, batches=1):
    parameters = self.model.parameters()
    for parameter in parameters:
        if parameter.grad is not None and batches > 1:
            numbers = gradient_of(parameter)
            numbers /= batches
    if self.grad_clip_norm is not None:
        ensure_finite("the norm of the gradients", clip_grad_norm(parameters, self.grad_clip_norm))
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step += 1

# ## leftover_not_averaged
# points: 54
# hint: Two batches that are left over, with accumulation_steps=3, must be averaged: divide by 2,
# Batches that are left over are added up, not averaged.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update()
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples

# ## rate_by_the_length_of_the_history
# points: 56
# hint: The rate must be that of self.epoch, also when epochs went before without one
# The epoch of the schedule is the number of rates noted so far.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(len(self.history["learning_rates"]))
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples


# ## norm_checked_after_the_step
# points: 54
# hint: The weights must be unharmed after an infinite gradient
# The error comes, but the weights are nan by then.

# %% trainer-update
def trainer_update(self, batches=1):
    parameters, norm = self.model.parameters(), 0.0
    for parameter in parameters:
        if batches > 1 and parameter.grad is not None:
            parameter.grad = np.asarray(gradient_of(parameter) / batches, dtype=np.float32)
    if self.grad_clip_norm is not None:
        norm = clip_grad_norm(parameters, self.grad_clip_norm)
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step += 1
    ensure_finite("the norm of the gradients", norm)


# ## loss_checked_after_the_step
# points: 55
# hint: The weights must be unharmed after a loss of nan or inf
# The error comes, but the weights are nan by then.

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples
