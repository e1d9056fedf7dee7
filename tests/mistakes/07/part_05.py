# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## buffers_and_settings_unchecked
# points: 56
# hint: The settings of the optimizer must be restored
# Takes over any buffer, and forgets momentum and betas.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    if facts.get("optimizer") != type(optimizer).__name__:
        raise ValueError(f"{facts.get('optimizer')} is not {type(optimizer).__name__}. Fix: use the same optimizer.")
    if sum(key.startswith("parameter_") for key in arrays) != len(parameters):
        raise ValueError("another number of parameters. Fix: build the same model.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        if arrays[f"parameter_{i}"].shape != parameter.shape:
            raise ValueError(f"{arrays[f'parameter_{i}'].shape} is not {parameter.shape}. Fix: build the same model.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        buffers[:] = [arrays.get(f"{name}_{i}") for i in range(len(buffers))]
    for name in ("lr", "step_count", "update_counts"):
        setattr(optimizer, name, facts[name])
    for name in ("epoch", "step", "history", "training_mode"):
        setattr(trainer, name, facts[name])
    switch_training(trainer.model, facts["training_mode"])


# ## buffers_not_restored
# points: 51
# hint: are the buffers and both counts of the optimizer restored
# The averages of Adam start from nothing.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts.get("optimizer") != name:
        raise ValueError(f"the checkpoint was made with {facts.get('optimizer')}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        shape = arrays[f"parameter_{i}"].shape
        if shape != parameter.shape:
            raise ValueError(f"parameter {i} has shape {parameter.shape}, in the checkpoint {shape}.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    optimizer.update_counts = facts["update_counts"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    trainer.training_mode = facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)


# ## buffers_replaced_only_if_saved
# points: 56
# hint: A buffer that was None when saved must be None when restored
# Buffers of the old run stay where the checkpoint has none.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts.get("optimizer") != name:
        raise ValueError(f"the checkpoint was made with {facts.get('optimizer')}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        shape = arrays[f"parameter_{i}"].shape
        if shape != parameter.shape:
            raise ValueError(f"parameter {i} has shape {parameter.shape}, in the checkpoint {shape}.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        for i in range(len(buffers)):
            if f"{name}_{i}" in arrays:
                buffers[i] = arrays[f"{name}_{i}"]
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    optimizer.update_counts = facts["update_counts"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    trainer.training_mode = facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)


# ## checked_while_writing
# points: 56
# hint: Nothing may change when a checkpoint is refused
# Each parameter is checked just before it is written, so the first ones are lost.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts.get("optimizer") != name:
        raise ValueError(f"the checkpoint was made with {facts.get('optimizer')}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        shape = arrays[f"parameter_{i}"].shape
        if shape != parameter.shape:
            raise ValueError(f"parameter {i} has shape {parameter.shape}, in the checkpoint {shape}.")
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        for i in range(len(buffers)):
            buffers[i] = arrays.get(f"{name}_{i}")
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    optimizer.update_counts = facts["update_counts"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    trainer.training_mode = facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)


# ## checkpoint_of_weights_only
# points: 48
# hint: arrays must have the keys parameter_0 to 3, m_buffers_0
# The state of the optimizer is not saved.

# %% checkpoint-state
def trainer_state(trainer):
    optimizer = trainer.optimizer
    facts = {
        "epoch": trainer.epoch, "step": trainer.step, "history": trainer.history,
        "training_mode": trainer.training_mode, "optimizer": type(optimizer).__name__, "lr": optimizer.lr,
        "settings": settings_of(optimizer),
        "step_count": optimizer.step_count, "update_counts": optimizer.update_counts,
    }
    arrays = {f"parameter_{i}": parameter.data for i, parameter in enumerate(trainer.model.parameters())}
    return facts, arrays


# ## counts_not_restored
# points: 51
# hint: are the buffers and both counts of the optimizer restored
# The bias correction begins anew.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts.get("optimizer") != name:
        raise ValueError(f"the checkpoint was made with {facts.get('optimizer')}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        shape = arrays[f"parameter_{i}"].shape
        if shape != parameter.shape:
            raise ValueError(f"parameter {i} has shape {parameter.shape}, in the checkpoint {shape}.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        for i in range(len(buffers)):
            buffers[i] = arrays.get(f"{name}_{i}")
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    trainer.training_mode = facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)


# ## epoch_not_restored
# points: 51
# hint: epoch and step must be restored
# The schedule starts from the beginning.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts.get("optimizer") != name:
        raise ValueError(f"the checkpoint was made with {facts.get('optimizer')}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        shape = arrays[f"parameter_{i}"].shape
        if shape != parameter.shape:
            raise ValueError(f"parameter {i} has shape {parameter.shape}, in the checkpoint {shape}.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        for i in range(len(buffers)):
            buffers[i] = arrays.get(f"{name}_{i}")
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    optimizer.update_counts = facts["update_counts"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.history = facts["history"]
    trainer.training_mode = facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)


# ## facts_checked_after_the_weights
# points: 54
# hint: must be refused before anything changes
# The weights are written before the rest is looked at.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    if facts.get("optimizer") != type(optimizer).__name__:
        raise ValueError(f"{facts.get('optimizer')} is not {type(optimizer).__name__}. Fix: use the same optimizer.")
    if sum(key.startswith("parameter_") for key in arrays) != len(parameters):
        raise ValueError("another number of parameters. Fix: build the same model.")
    for i, parameter in enumerate(parameters):
        for kind in ("parameter", *optimizer.state_buffers()):
            shape = arrays.get(f"{kind}_{i}", parameter.data).shape
            if shape != parameter.shape:
                raise ValueError(f"{kind}_{i}: {shape} is not {parameter.shape}. Fix: build the same model.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    ensure_complete(trainer, facts, arrays)
    for name, buffers in optimizer.state_buffers().items():
        buffers[:] = [arrays.get(f"{name}_{i}") for i in range(len(buffers))]
    for name in ("lr", "step_count", "update_counts"):
        setattr(optimizer, name, facts[name])
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    for name in ("epoch", "step", "history", "training_mode"):
        setattr(trainer, name, facts[name])
    switch_training(trainer.model, facts["training_mode"])


# ## facts_unchecked
# points: 54
# hint: A checkpoint without 'epoch' must raise a ValueError
# The shapes are compared, but a fact that is missing ends in KeyError when half is written.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    if facts.get("optimizer") != type(optimizer).__name__:
        raise ValueError(f"{facts.get('optimizer')} is not {type(optimizer).__name__}. Fix: use the same optimizer.")
    if sum(key.startswith("parameter_") for key in arrays) != len(parameters):
        raise ValueError("another number of parameters. Fix: build the same model.")
    for i, parameter in enumerate(parameters):
        for kind in ("parameter", *optimizer.state_buffers()):
            shape = arrays.get(f"{kind}_{i}", parameter.data).shape
            if shape != parameter.shape:
                raise ValueError(f"{kind}_{i}: {shape} is not {parameter.shape}. Fix: build the same model.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        buffers[:] = [arrays.get(f"{name}_{i}") for i in range(len(buffers))]
    for name in ("lr", "step_count", "update_counts"):
        setattr(optimizer, name, facts[name])
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    for name in ("epoch", "step", "history", "training_mode"):
        setattr(trainer, name, facts[name])
    switch_training(trainer.model, facts["training_mode"])


# ## mode_of_the_trainer_not_restored
# points: 56
# hint: in the model and in trainer.training_mode
# The model is switched, the trainer does not know.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    if facts.get("optimizer") != type(optimizer).__name__:
        raise ValueError(f"{facts.get('optimizer')} is not {type(optimizer).__name__}. Fix: use the same optimizer.")
    if sum(key.startswith("parameter_") for key in arrays) != len(parameters):
        raise ValueError("another number of parameters. Fix: build the same model.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        for kind in ("parameter", *optimizer.state_buffers()):
            shape = arrays.get(f"{kind}_{i}", parameter.data).shape
            if shape != parameter.shape:
                raise ValueError(f"{kind}_{i}: {shape} is not {parameter.shape}. Fix: build the same model.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        buffers[:] = [arrays.get(f"{name}_{i}") for i in range(len(buffers))]
    for name in ("lr", "step_count", "update_counts"):
        setattr(optimizer, name, facts[name])
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    switch_training(trainer.model, facts["training_mode"])


# ## rate_and_mode_not_restored
# points: 51
# hint: The learning rate must be restored
# The learning rate and the trainer's own switch are left as they are.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    if facts.get("optimizer") != type(optimizer).__name__:
        raise ValueError(f"{facts.get('optimizer')} is not {type(optimizer).__name__}. Fix: use the same optimizer.")
    if sum(key.startswith("parameter_") for key in arrays) != len(parameters):
        raise ValueError("another number of parameters. Fix: build the same model.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        for kind in ("parameter", *optimizer.state_buffers()):
            shape = arrays.get(f"{kind}_{i}", parameter.data).shape
            if shape != parameter.shape:
                raise ValueError(f"{kind}_{i}: {shape} is not {parameter.shape}. Fix: build the same model.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        buffers[:] = [arrays.get(f"{name}_{i}") for i in range(len(buffers))]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    optimizer.step_count, optimizer.update_counts = facts["step_count"], facts["update_counts"]
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    switch_training(trainer.model, facts["training_mode"])


# ## shapes_not_checked
# points: 54
# hint: with another width must raise a ValueError with both shapes
# NumPy refuses what does not fit, in the middle of the work and in its own words.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts.get("optimizer") != name:
        raise ValueError(f"the checkpoint was made with {facts.get('optimizer')}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        for i in range(len(buffers)):
            buffers[i] = arrays.get(f"{name}_{i}")
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    optimizer.update_counts = facts["update_counts"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    trainer.training_mode = facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)


# ## weights_put_into_new_tensors
# points: 51
# hint: The parameters must stay the same Tensors
# New Tensors replace the weights in the layers; the optimizer keeps changing the old ones.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts.get("optimizer") != name:
        raise ValueError(f"the checkpoint was made with {facts.get('optimizer')}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
    ensure_complete(trainer, facts, arrays)
    for i, parameter in enumerate(parameters):
        shape = arrays[f"parameter_{i}"].shape
        if shape != parameter.shape:
            raise ValueError(f"parameter {i} has shape {parameter.shape}, in the checkpoint {shape}.")
    layers = [layer for layer in trainer.model.layers if layer.parameters()]
    for i, layer in enumerate(layers):
        layer.weight = Tensor(arrays[f"parameter_{2 * i}"], requires_grad=True)
        layer.bias = Tensor(arrays[f"parameter_{2 * i + 1}"], requires_grad=True)
    for name, buffers in optimizer.state_buffers().items():
        for i in range(len(buffers)):
            buffers[i] = arrays.get(f"{name}_{i}")
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    optimizer.update_counts = facts["update_counts"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    trainer.training_mode = facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)


# ## history_begun_anew
# points: 51
# hint: The history must be continued, not begun anew
# The curve up to now is saved, but not put back.

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts.get("optimizer") != name:
        raise ValueError(f"the checkpoint was made with {facts.get('optimizer')}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
    ensure_complete(trainer, facts, arrays)
    owners = {"parameter": parameters, **dict.fromkeys(optimizer.state_buffers(), optimizer.params)}
    for kind, tensors in owners.items():
        for i, parameter in enumerate(tensors):
            shape = arrays.get(f"{kind}_{i}", parameter.data).shape
            if shape != parameter.shape:
                raise ValueError(f"parameter {i} has shape {parameter.shape}, in the checkpoint {shape}.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        for i in range(len(buffers)):
            buffers[i] = arrays.get(f"{name}_{i}")
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    optimizer.update_counts = facts["update_counts"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.training_mode = facts["epoch"], facts["step"], facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)
