# points: 56
# hint: Gradients that wait for a step must survive an evaluation
# zero_grad was copied from the training loop.
# ruff: noqa: F821 - the names are those of the notebook

# %% trainer-evaluate
def trainer_evaluate(self, dataloader):
    switch_training(self.model, False)
    self.training_mode = False
    total, examples, right, answers = 0.0, 0, 0, 0
    self.optimizer.zero_grad()
    with no_grad():
        for inputs, targets in dataloader:
            outputs = self.model.forward(inputs)
            total += self.loss_fn(outputs, targets).item() * len(inputs)
            examples += len(inputs)
            correct, counted = count_correct(outputs, targets)
            right, answers = right + correct, answers + counted
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["eval_loss"].append(total / examples)
    return total / examples, right / answers if answers else 0.0
