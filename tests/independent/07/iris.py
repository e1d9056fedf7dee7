# Calls the model; NumPy's own numbers as results.
# ruff: noqa: F821 - the names are those of the notebook

# %% cosine-schedule
def get_lr(self, epoch):
    if epoch < 0:
        raise ValueError("negative epoch " + str(epoch))
    done = min(epoch / self.total_epochs, 1)
    return self.min_lr + 0.5 * (self.max_lr - self.min_lr) * (1 + np.cos(np.pi * done))

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm {max_norm}")
    trained = [each for each in parameters if each.grad is not None]
    length = np.sqrt(np.float64(sum(np.sum(np.square(gradient_of(each), dtype=np.float64)) for each in trained)))
    if not np.isfinite(length) or length <= max_norm:
        return length
    for each in trained:
        each.grad = np.array(gradient_of(each) * (max_norm / length), dtype=np.float32)
    return length

# %% trainer-update
def trainer_update(self, batches=1):
    for each in self.model.parameters():
        if each.grad is not None and batches != 1:
            each.grad = np.true_divide(gradient_of(each), batches).astype(np.float32).reshape(each.shape)
    if self.grad_clip_norm:
        norm = clip_grad_norm(self.model.parameters(), self.grad_clip_norm)
        ensure_finite("the norm of the gradients", norm)
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step = self.step + 1

# %% trainer-train-epoch
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    whole_number("accumulation_steps", accumulation_steps)
    self.training_mode = True
    switch_training(self.model, self.training_mode)
    if self.scheduler:
        rate = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"] += [rate]
        self.optimizer.lr = rate
    self.optimizer.zero_grad()
    losses, counts = [], []
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model(inputs), targets)
        losses.append(ensure_finite(f"the loss of batch {number}", loss.item()))
        counts.append(len(inputs))
        loss.backward()
        if len(counts) % accumulation_steps == 0:
            self.update(accumulation_steps)
    if not counts:
        raise ValueError("there were no batches")
    if rest := len(counts) % accumulation_steps:
        self.update(rest)
    mean = float(np.average(losses, weights=counts))
    self.history["train_loss"] += [mean]
    self.epoch += 1
    return mean

# %% trainer-evaluate
def trainer_evaluate(self, dataloader):
    self.training_mode = False
    switch_training(self.model, False)
    rows = []
    with no_grad():
        for inputs, targets in dataloader:
            outputs = self.model(inputs)
            rows.append((len(inputs), self.loss_fn(outputs, targets).item(), *count_correct(outputs, targets)))
    if not rows:
        raise ValueError("there were no batches")
    sizes, losses, right, answers = map(np.array, zip(*rows))
    mean = float((sizes * losses).sum() / sizes.sum())
    self.history["eval_loss"].append(mean)
    return mean, (right.sum() / answers.sum() if answers.sum() else 0.0)
