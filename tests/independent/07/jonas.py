# Loops for counting; one dictionary for what is restored.
# ruff: noqa: F821 - the names are those of the notebook

# %% cosine-schedule
def get_lr(self, epoch):
    if epoch < 0:
        raise ValueError(f"epoch {epoch}: there is none below 0")
    if epoch > self.total_epochs - 1:
        return float(self.min_lr)
    angle = math.pi * epoch / self.total_epochs
    return (self.max_lr + self.min_lr) / 2 + (self.max_lr - self.min_lr) / 2 * math.cos(angle)

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    if scores.ndim >= 2 and scores.shape[-1] > 1:
        if scores.shape == wanted.shape:
            rows = wanted.reshape(-1, wanted.shape[-1])
            for row in rows.tolist():
                if sorted(set(row)) not in ([0, 1], [1]) or sum(row) != 1:
                    return 0, 0
            wanted = wanted.argmax(-1)
        guesses = np.argmax(scores, axis=-1)
    else:
        if scores.shape != wanted.shape or set(wanted.ravel().tolist()) - {0.0, 1.0}:
            return 0, 0
        guesses = (scores >= 0.5).astype(int)
    return np.count_nonzero(guesses == wanted), guesses.size

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, tensors = trainer.optimizer, trainer.model.parameters()
    here = type(optimizer).__name__
    if here != facts.get("optimizer"):
        raise ValueError(f"saved with {facts.get('optimizer')}, here is {here}")
    lists = optimizer.state_buffers()
    count = len([key for key in arrays if key.startswith("parameter_")])
    if count != len(tensors):
        raise ValueError(f"{count} saved, {len(tensors)} here")
    ensure_complete(trainer, facts, arrays)
    for key, array in arrays.items():
        name, _, number = key.rpartition("_")
        if array.shape != tensors[int(number)].shape:
            raise ValueError(f"{name} {number}: {array.shape} saved, {tensors[int(number)].shape} here")
    for number, tensor in enumerate(tensors):
        np.copyto(tensor.data, arrays[f"parameter_{number}"])
        for name, buffers in lists.items():
            buffers[number] = arrays.get(f"{name}_{number}")
    vars(optimizer).update({name: facts[name] for name in ("lr", "step_count", "update_counts")}, **facts["settings"])
    vars(trainer).update({name: facts[name] for name in ("epoch", "step", "history", "training_mode")})
    switch_training(trainer.model, facts["training_mode"])
