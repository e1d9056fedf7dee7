# points: 45
# hint: must hold 40 bytes
# Numbers are counted instead of bytes.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-memory
def optimizer_memory_footprint(self):
    return sum(each.size for buffers in self.state_buffers().values() for each in buffers if each is not None)
