# points: 54
# hint: Nothing may be recorded during an evaluation
# no_grad is missing: the graph of every batch is built for nothing.
# ruff: noqa: F821 - the names are those of the notebook

# %% trainer-evaluate
def trainer_evaluate(self, dataloader):
    switch_training(self.model, False)
    self.training_mode = False
    total, examples, right, answers = 0.0, 0, 0, 0
    if True:
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
