# points: 56
# hint: A buffer that was None when saved must be None when restored
# Buffers of the old run stay where the checkpoint has none.
# ruff: noqa: F821 - the names are those of the notebook

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    name = type(optimizer).__name__
    if facts["optimizer"] != name:
        raise ValueError(f"the checkpoint was made with {facts['optimizer']}, this trainer has {name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}.")
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
