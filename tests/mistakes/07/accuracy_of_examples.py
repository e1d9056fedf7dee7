# points: 56
# hint: not 3 of 2 examples
# Right answers are divided by the examples, not by the answers.
# ruff: noqa: F821 - the names are those of the notebook

# %% trainer-evaluate
def trainer_evaluate(self, dataloader):
    switch_training(self.model, False)
    self.training_mode = False
    total, examples, right = 0.0, 0, 0
    with no_grad():
        for inputs, targets in dataloader:
            outputs = self.model.forward(inputs)
            total += self.loss_fn(outputs, targets).item() * len(inputs)
            examples += len(inputs)
            right += count_correct(outputs, targets)[0]
    if not examples:
        raise ValueError("no batches. Fix: pass a list of them.")
    self.history["eval_loss"].append(total / examples)
    return total / examples, right / examples
