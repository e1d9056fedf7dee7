# points: 54
# hint: must also be appended to history
# The history gets the sum of the losses.
# ruff: noqa: F821 - the names are those of the notebook

# %% trainer-evaluate
def trainer_evaluate(self, dataloader):
    switch_training(self.model, False)
    self.training_mode = False
    total, examples, right, answers = 0.0, 0, 0, 0
    with no_grad():
        for inputs, targets in dataloader:
            outputs = self.model.forward(inputs)
            total += self.loss_fn(outputs, targets).item() * len(inputs)
            examples += len(inputs)
            correct, counted = count_correct(outputs, targets)
            right, answers = right + correct, answers + counted
    if not examples:
        raise ValueError("no batches. Fix: pass a list of them.")
    self.history["eval_loss"].append(total)
    return total / examples, right / answers if answers else 0.0
