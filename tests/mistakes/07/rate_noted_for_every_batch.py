# points: 56
# hint: one for each epoch
# The learning rate is set and noted once for each batch.
# ruff: noqa: F821 - the names are those of the notebook

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
