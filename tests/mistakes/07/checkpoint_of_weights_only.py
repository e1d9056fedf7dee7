# points: 48
# hint: arrays must have the keys parameter_0 to 3, m_buffers_0
# The state of the optimizer is not saved.
# ruff: noqa: F821 - the names are those of the notebook

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
