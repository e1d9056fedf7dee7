# points: 56
# hint: The settings of the optimizer must be restored
# Takes over any buffer, and forgets momentum and betas.
# ruff: noqa: F821 - the names are those of the notebook

# %% checkpoint-state
def restore_state(trainer, facts, arrays):
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    if facts["optimizer"] != type(optimizer).__name__:
        raise ValueError(f"{facts['optimizer']} is not {type(optimizer).__name__}. Fix: use the same optimizer.")
    if sum(key.startswith("parameter_") for key in arrays) != len(parameters):
        raise ValueError("another number of parameters. Fix: build the same model.")
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
