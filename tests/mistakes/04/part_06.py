# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## memory_of_logits_only
# points: 47
# hint: three arrays of 4-byte numbers
# The arrays on the way are forgotten.

# %% planning
def cross_entropy_bytes(batch, classes):
    return batch * classes * 4

# ## chance_loss_max
# points: 47
# hint: With one class there is nothing to guess: chance_loss(1) must be 0
# One class gives log(2) because at least two are assumed.

# %% planning
def chance_loss(classes):
    return math.log(max(classes, 2))

# ## chance_loss_in_bits
# points: 47
# hint: chance_loss(10) must be log(10)
# The logarithm is that of base 2.

# %% planning
def chance_loss(classes):
    return math.log2(classes)
