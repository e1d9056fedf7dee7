# points: 51
# hint: train_epoch must return a float
# Tensors are added up, and with them the graphs of all batches are kept.
# ruff: noqa: F821 - the names are those of the notebook

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
