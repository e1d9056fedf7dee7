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
# hint: Weights, gradients and 0 arrays of state take 8 bytes per weight
# The plan forgets the gradients.

# %% optimizer-memory
def training_bytes(parameter_count, buffers):
    return 4 * parameter_count * (1 + buffers)

# ## training_bytes_in_int32
# points: 45
# hint: Large models must be planned exactly too
# Large models do not fit into 32 bits.

# %% optimizer-memory
def training_bytes(parameter_count, buffers):
    with np.errstate(all="ignore"):
        return int(np.int32(4) * np.array(parameter_count * (2 + buffers) % 2**31, dtype=np.int32))

# ## footprint_of_the_first_list
# points: 45
# hint: All lists of state_buffers() count, also where they differ in size
# Only the first of the buffers is counted, twice.

# %% optimizer-memory
def optimizer_memory_footprint(self):
    lists = list(self.state_buffers().values())
    return sum(buffer.nbytes for buffer in (lists[0] if lists else []) if buffer is not None) * len(lists)
