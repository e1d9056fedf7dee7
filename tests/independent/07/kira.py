"""Module 07, written from the released notebook: an error first and the rule after, hypot and dot products, groups cut beforehand."""

# %% cosine-schedule
class CosineSchedule:
    def get_lr(self, epoch):
        if not epoch >= 0:
            raise ValueError(f"epochs count from 0; {epoch} is none")
        angle = math.pi * min(epoch / self.total_epochs, 1.0)
        return self.max_lr * math.cos(angle / 2) ** 2 + self.min_lr * math.sin(angle / 2) ** 2

# %% clip-grad-norm
def clip_grad_norm(parameters, max_norm=1.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}. Fix: 1.0 is a common choice.")
    rows = {i: np.asarray(gradient_of(one), dtype=np.float64).ravel() for i, one in enumerate(parameters) if one.grad is not None}
    norm = np.sqrt(sum(row @ row for row in rows.values()))
    if max_norm < norm < np.inf:
        for i, row in rows.items():
            one = parameters[i]
            one.grad = (row / norm * max_norm).reshape(one.shape).astype(np.float32)
    return norm

# %% trainer-update
def trainer_update(self, batches=1):
    for one in self.model.parameters():
        numbers = gradient_of(one)
        if numbers is not None:
            one.grad = np.array(numbers / np.float32(batches), dtype=np.float32)
    if self.grad_clip_norm is not None:
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
        self.optimizer.lr = rate
        self.history["learning_rates"].append(rate)
    self.optimizer.zero_grad()
    losses, sizes = [], []
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model(inputs), targets)
        losses.append(ensure_finite(f"the loss of batch {number}", float(loss)))
        sizes.append(len(inputs))
        loss.backward()
        if len(sizes) % accumulation_steps == 0:
            self.update(batches=accumulation_steps)
    if not sizes:
        raise ValueError("there were no batches in this epoch")
    if left := len(sizes) % accumulation_steps:
        self.update(batches=left)
    mean = float(np.average(losses, weights=sizes))
    self.history["train_loss"].append(mean)
    self.epoch += 1
    return mean

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    binary = bool(((wanted == 0) | (wanted == 1)).all())
    if scores.ndim < 2 or scores.shape[-1] == 1:
        if not binary or wanted.shape != scores.shape:
            return 0, 0
        return int(np.count_nonzero((scores >= 0.5) == wanted)), scores.size
    if wanted.shape == scores.shape:
        if not binary or not np.array_equal(wanted.sum(-1), np.ones(wanted.shape[:-1])):
            return 0, 0
        wanted = np.argmax(wanted, -1)
    hits = np.argmax(scores, -1) == wanted
    return int(np.count_nonzero(hits)), hits.size

# %% trainer-evaluate
def trainer_evaluate(self, dataloader):
    self.training_mode = False
    switch_training(self.model, False)
    rows = []
    with no_grad():
        for inputs, targets in dataloader:
            outputs = self.model(inputs)
            rows.append((self.loss_fn(outputs, targets).item() * len(inputs), len(inputs), *count_correct(outputs, targets)))
    if not rows:
        raise ValueError("there were no batches to evaluate on")
    losses, examples, right, answers = (sum(column) for column in zip(*rows))
    self.history["eval_loss"].append(losses / examples)
    return losses / examples, right / max(answers, 1)
