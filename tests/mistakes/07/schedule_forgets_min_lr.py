# points: 52
# hint: Half way the rate must be half way between both ends
# max_lr is scaled down to 0; min_lr only takes over at the end.
# ruff: noqa: F821 - the names are those of the notebook

# %% cosine-schedule
def get_lr(self, epoch):
    if epoch < 0:
        raise ValueError(f"there is no epoch {epoch}")
    if epoch >= self.total_epochs:
        return self.min_lr
    return self.max_lr * (1 + math.cos(math.pi * epoch / self.total_epochs)) / 2
