# points: 52
# hint: After a quarter 85 % of the way must still be left
# The rate falls along a straight line.
# ruff: noqa: F821 - the names are those of the notebook

# %% cosine-schedule
def get_lr(self, epoch):
    if epoch < 0:
        raise ValueError(f"there is no epoch {epoch}")
    share = max(0.0, 1 - epoch / self.total_epochs)
    return self.min_lr + (self.max_lr - self.min_lr) * share
