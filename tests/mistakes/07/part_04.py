# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## accuracy_of_examples
# points: 56
# hint: not 3 of 2 examples
# Right answers are divided by the examples, not by the answers.

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


# ## accuracy_of_the_last_batch
# points: 52
# hint: Are right answers added up over all batches
# Only the last batch is counted.

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
            right, answers = correct, counted
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["eval_loss"].append(total / examples)
    return total / examples, right / answers if answers else 0.0


# ## classes_counted_along_axis_one
# points: 53
# hint: take the argmax over the last axis
# axis=1 is the last axis only for rank 2.

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    several = scores.ndim >= 2 and scores.shape[-1] > 1
    if several:
        guesses = scores.argmax(axis=1)
        if wanted.shape == scores.shape:
            if not (np.isin(wanted, (0, 1)).all() and (wanted.sum(axis=1) == 1).all()):
                return 0, 0
            wanted = wanted.argmax(axis=1)
    else:
        if wanted.shape != scores.shape or not np.isin(wanted, (0, 1)).all():
            return 0, 0
        guesses = scores >= 0.5
    return int((guesses == wanted).sum()), int(guesses.size)


# ## evaluated_with_dropout
# points: 54
# hint: Is the training switch off, so that no number is dropped
# The switch is never turned, so dropout acts.

# %% trainer-evaluate
def trainer_evaluate(self, dataloader):
    self.training_mode = False
    total, examples, right, answers = 0.0, 0, 0, 0
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


# ## evaluation_by_batches
# points: 54
# hint: must be the mean over all four examples
# The mean of the batch means.

# %% trainer-evaluate
def trainer_evaluate(self, dataloader):
    switch_training(self.model, False)
    self.training_mode = False
    total, examples, right, answers = 0.0, 0, 0, 0
    with no_grad():
        for inputs, targets in dataloader:
            outputs = self.model.forward(inputs)
            total += self.loss_fn(outputs, targets).item()
            examples += 1
            correct, counted = count_correct(outputs, targets)
            right, answers = right + correct, answers + counted
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["eval_loss"].append(total / examples)
    return total / examples, right / answers if answers else 0.0


# ## evaluation_clears_gradients
# points: 56
# hint: Gradients that wait for a step must survive an evaluation
# zero_grad was copied from the training loop.

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


# ## evaluation_is_recorded
# points: 54
# hint: Nothing may be recorded during an evaluation
# no_grad is missing: the graph of every batch is built for nothing.

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


# ## evaluation_notes_the_sum
# points: 54
# hint: must also be appended to history
# The history gets the sum of the losses.

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


# ## measured_numbers_counted_as_classes
# points: 53
# hint: Yes or no: 0.9 and 0.5 are a yes, 0.2 is not
# argmax over a single column is always 0, so everything seems right.

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    several = scores.ndim >= 2 and scores.shape[-1] > 1
    guesses = scores.argmax(axis=-1)
    if wanted.shape == scores.shape:
        wanted = wanted.argmax(axis=-1)
    return int((guesses == wanted).sum()), int(guesses.size)


# ## one_hot_rows_not_understood
# points: 55
# hint: One-hot rows mean the same as class numbers
# Targets are always taken for class numbers.

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    several = scores.ndim >= 2 and scores.shape[-1] > 1
    if several:
        guesses = scores.argmax(axis=-1)
        if wanted.shape != guesses.shape:
            return 0, 0
    else:
        if wanted.shape != scores.shape or not np.isin(wanted, (0, 1)).all():
            return 0, 0
        guesses = scores >= 0.5
    return int((guesses == wanted).sum()), int(guesses.size)

# ## one_hot_only_for_tables
# points: 55
# hint: One-hot rows of sequences count too: the last axis is the row, whatever comes before
# One-hot rows of sequences are not understood.

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    if scores.ndim >= 2 and scores.shape[-1] > 1:
        guesses = scores.argmax(axis=-1)
        if wanted.shape == scores.shape:
            if scores.ndim > 2 or not (np.isin(wanted, (0, 1)).all() and (wanted.sum(axis=-1) == 1).all()):
                return 0, 0
            wanted = wanted.argmax(axis=-1)
    else:
        if wanted.shape != scores.shape or not np.isin(wanted, (0, 1)).all():
            return 0, 0
        guesses = scores >= 0.5
    return int((guesses == wanted).sum()), int(guesses.size)

# ## one_hot_rows_may_be_empty
# points: 55
# hint: A row without a 1 is not one-hot
# A row without a 1 counts as class 0.

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    if scores.ndim >= 2 and scores.shape[-1] > 1:
        guesses = scores.argmax(axis=-1)
        if wanted.shape == scores.shape:
            if not (np.isin(wanted, (0, 1)).all() and (wanted.sum(axis=-1) <= 1).all()):
                return 0, 0
            wanted = wanted.argmax(axis=-1)
    else:
        if wanted.shape != scores.shape or not np.isin(wanted, (0, 1)).all():
            return 0, 0
        guesses = scores >= 0.5
    return int((guesses == wanted).sum()), int(guesses.size)

# ## evaluation_forgets_the_last
# points: 54
# hint: A second evaluation must be appended to the first
# The history of evaluations holds only the newest.

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
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["eval_loss"] = [total / examples]
    return total / examples, right / answers if answers else 0.0

# ## evaluation_divides_by_examples
# points: 56
# hint: A batch without classes has no answers: it must not lower the accuracy of the others
# Batches without classes count as wrong.

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
            right, answers = right + correct, answers + max(counted, len(inputs))
    if examples == 0:
        raise ValueError("the dataloader gave no batches")
    self.history["eval_loss"].append(total / examples)
    return total / examples, right / answers if answers else 0.0
