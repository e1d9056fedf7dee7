# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## adamw_keeps_its_first_settings
# points: 46
# hint: step() must use the present values of
# Learning rate and decay of the first step are used for ever.

# %% adamw-class
def step(self):
    if not hasattr(self, "fixed"):
        self.fixed = self.lr, self.weight_decay
    lr, decay = self.fixed
    for i, param, grad in self.start_step():
        param.data *= 1 - lr * decay
        param.data -= lr * self.direction(i, grad)


# ## adamw_like_adam
# points: 43
# hint: weight decay does not belong into m
# AdamW does what Adam does.

# %% adamw-class
def step(self):
    for i, param, grad in self.start_step():
        param.data -= self.lr * self.direction(i, grad + self.weight_decay * param.data)


# ## decay_after_the_step
# points: 43
# hint: shrink the old weight first
# The weight is shrunk after the step.

# %% adamw-class
def step(self):
    for i, param, grad in self.start_step():
        param.data -= self.lr * self.direction(i, grad)
        param.data *= 1 - self.lr * self.weight_decay


# ## decay_without_lr
# points: 43
# hint: shrink by the share lr * weight_decay
# The share does not depend on the learning rate.

# %% adamw-class
def step(self):
    for i, param, grad in self.start_step():
        param.data *= 1 - self.weight_decay
        param.data -= self.lr * self.direction(i, grad)


# ## frozen_weights_decay
# points: 45
# hint: A weight without a gradient must not decay either
# All weights are shrunk, also those without a gradient.

# %% adamw-class
def step(self):
    for param in self.params:
        param.data *= 1 - self.lr * self.weight_decay
    for i, param, grad in self.start_step():
        param.data -= self.lr * self.direction(i, grad)


# ## adamw_replaces_the_weights
# points: 45
# hint: write param.data *= ..., in place
# Every step makes a second array, and whoever held the first sees nothing of it.

# %% adamw-class
class AdamW(Adam):
    def step(self):
        for i, param, grad in self.start_step():
            param.data = param.data * (1 - self.lr * self.weight_decay) - self.lr * self.direction(i, grad)
