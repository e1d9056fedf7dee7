# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## footprint_counts_numbers
# points: 45
# hint: must hold 40 bytes
# Numbers are counted instead of bytes.

# %% optimizer-memory
def optimizer_memory_footprint(self):
    return sum(each.size for buffers in self.state_buffers().values() for each in buffers if each is not None)


# ## gradients_take_no_memory
# points: 45
# hint: SGD holds weights and gradients
# The plan forgets the gradients.

# %% optimizer-memory
def training_bytes(parameter_count, buffers):
    return 4 * parameter_count * (1 + buffers)
