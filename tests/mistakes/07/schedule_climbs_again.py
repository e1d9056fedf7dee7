# points: 56
# hint: After total_epochs the rate must stay at min_lr
# The formula is used after the last epoch too, where the cosine rises.
# ruff: noqa: F821 - the names are those of the notebook

# %% cosine-schedule
def get_lr(self, epoch):
    if epoch < 0:
        raise ValueError(f"there is no epoch {epoch}")
    share = (1 + math.cos(math.pi * epoch / self.total_epochs)) / 2
    return self.min_lr + (self.max_lr - self.min_lr) * share
