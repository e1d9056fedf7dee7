# points: 51
# hint: The learning rate must be restored
# The learning rate and the trainer's own switch are left as they are.
# ruff: noqa: F821 - the names are those of the notebook

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    if facts["optimizer"] != type(optimizer).__name__:
        raise ValueError(f"{facts['optimizer']} is not {type(optimizer).__name__}. Fix: use the same optimizer.")
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
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    optimizer.step_count, optimizer.update_counts = facts["step_count"], facts["update_counts"]
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    switch_training(trainer.model, facts["training_mode"])
