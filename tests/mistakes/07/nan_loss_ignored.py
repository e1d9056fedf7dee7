# points: 55
# hint: must be stopped with the number of its batch
# The loss is not looked at, and the weights become nan.
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
