# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## schedule_climbs_again
# points: 56
# hint: After total_epochs the rate must stay at min_lr
# The formula is used after the last epoch too, where the cosine rises.

# %% cosine-schedule
def get_lr(self, epoch):
    if epoch < 0:
        raise ValueError(f"there is no epoch {epoch}")
    share = (1 + math.cos(math.pi * epoch / self.total_epochs)) / 2
    return self.min_lr + (self.max_lr - self.min_lr) * share


# ## schedule_forgets_min_lr
# points: 52
# hint: Half way the rate must be half way between both ends
# max_lr is scaled down to 0; min_lr only takes over at the end.

# %% cosine-schedule
def get_lr(self, epoch):
    if epoch < 0:
        raise ValueError(f"there is no epoch {epoch}")
    if epoch >= self.total_epochs:
        return self.min_lr
    return self.max_lr * (1 + math.cos(math.pi * epoch / self.total_epochs)) / 2


# ## schedule_is_a_line
# points: 52
# hint: After a quarter 85 % of the way must still be left
# The rate falls along a straight line.

# %% cosine-schedule
def get_lr(self, epoch):
    if epoch < 0:
        raise ValueError(f"there is no epoch {epoch}")
    share = max(0.0, 1 - epoch / self.total_epochs)
    return self.min_lr + (self.max_lr - self.min_lr) * share

# ## schedule_never_rises
# points: 54
# hint: After a quarter 85 % of the way must still be left
# The rate of the last call is the largest for the next: asking for an earlier epoch gives a wrong one.

# %% cosine-schedule
class CosineSchedule:
    def get_lr(self, epoch):
        if epoch < 0:
            raise ValueError(f"there is no epoch {epoch}")
        rate = self.min_lr
        if epoch < self.total_epochs:
            rate += (self.max_lr - self.min_lr) * (1 + math.cos(math.pi * epoch / self.total_epochs)) / 2
        self.last = min(rate, getattr(self, "last", rate))
        return self.last
