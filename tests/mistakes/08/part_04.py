# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## rest_is_dropped
# points: 39
# hint: 10 samples in batches of 4 are 0 to 3, 4 to 7, and a last batch of 8 and 9.
# The last batch is left out unless it is full.

# %% loader-iter
def loader_iter(self):
    order = self.order()
    for start in range(0, len(order) - self.batch_size + 1, self.batch_size):
        yield self._collate_batch([self.dataset[int(idx)] for idx in order[start:start + self.batch_size]])


# ## rest_is_filled
# points: 41
# hint: 10 samples in batches of 4 are 0 to 3, 4 to 7, and a last batch of 8 and 9.
# The last batch is filled with samples from the beginning.

# %% loader-iter
def loader_iter(self):
    order = list(self.order())
    for start in range(0, len(order), self.batch_size):
        chunk = order[start:start + self.batch_size]
        chunk += order[:self.batch_size - len(chunk)]
        yield self._collate_batch([self.dataset[int(idx)] for idx in chunk])


# ## empty_batch_at_the_end
# points: 41
# hint: none may be empty, also at the end
# Samples that divide evenly are followed by an empty batch.

# %% loader-iter
def loader_iter(self):
    order = self.order()
    for start in range(0, len(order) + 1, self.batch_size):
        yield self._collate_batch([self.dataset[int(idx)] for idx in order[start:start + self.batch_size]])


# ## all_batches_at_once
# points: 45
# hint: As long as no batch was asked for, no sample may be loaded.
# A list of all batches is made before the first is given.

# %% loader-iter
def loader_iter(self):
    order = self.order()
    return iter([self._collate_batch([self.dataset[int(idx)] for idx in order[start:start + self.batch_size]])
                 for start in range(0, len(order), self.batch_size)])


# ## one_batch_ahead
# points: 45
# hint: For the first batch of 4, exactly the samples 0 to 3 must be loaded: use yield.
# The next batch is loaded before this one is given.

# %% loader-iter
def loader_iter(self):
    order, waiting = self.order(), None
    for start in range(0, len(order), self.batch_size):
        batch = self._collate_batch([self.dataset[int(idx)] for idx in order[start:start + self.batch_size]])
        if waiting is not None:
            yield waiting
        waiting = batch
    if waiting is not None:
        yield waiting


# ## place_in_the_loader
# points: 44
# hint: Each of two loops over one loader must keep its own place.
# The loader is its own iterator: two loops move one place.

# %% loader-iter
def loader_iter(self):
    self.place, self.todo = 0, self.order()
    DataLoader.__next__ = next_batch
    return self

def next_batch(self):
    chunk = self.todo[self.place:self.place + self.batch_size]
    if len(chunk) == 0:
        raise StopIteration
    self.place += self.batch_size
    return self._collate_batch([self.dataset[int(idx)] for idx in chunk])


# ## goes_on_after_a_break
# points: 44
# hint: After a break, the next loop must begin at the first batch.
# What an interrupted loop left over comes first in the next.

# %% loader-iter
def loader_iter(self):
    todo = getattr(self, "todo", None)
    if todo is None or not len(todo):
        self.todo = list(self.order())
    while self.todo:
        chunk, self.todo = self.todo[:self.batch_size], self.todo[self.batch_size:]
        yield self._collate_batch([self.dataset[int(idx)] for idx in chunk])


# ## only_one_epoch
# points: 38
# hint: A second epoch must give all batches again.
# The generator is kept, and is used up after one epoch.

# %% loader-iter
def loader_iter(self):
    if not hasattr(self, "batches"):
        order = self.order()
        self.batches = (self._collate_batch([self.dataset[int(idx)] for idx in order[start:start + self.batch_size]])
                        for start in range(0, len(order), self.batch_size))
    return self.batches


# ## pairs_are_lost
# points: 38
# hint: In every batch, row i of the inputs must belong to label i: both come from the same sample.
# Inputs and labels are shuffled each by an order of its own.

# %% loader-iter
def loader_iter(self):
    one, other = self.order(), self.order()
    for start in range(0, len(one), self.batch_size):
        chunks = zip(one[start:start + self.batch_size], other[start:start + self.batch_size])
        yield self._collate_batch([(self.dataset[int(i)][0], *self.dataset[int(k)][1:]) for i, k in chunks])


# ## order_not_used
# points: 44
# hint: Every shuffled epoch must ask for a new order.
# Samples come as they lie, whatever order() says.

# %% loader-iter
def loader_iter(self):
    count = len(self.dataset)
    for start in range(0, count, self.batch_size):
        yield self._collate_batch([self.dataset[i] for i in range(start, min(start + self.batch_size, count))])


# ## order_kept_by_the_loop
# points: 43
# hint: Every shuffled epoch must ask for a new order.
# One order is kept from the first epoch on.

# %% loader-iter
def loader_iter(self):
    if not hasattr(self, "kept"):
        self.kept = self.order()
    for start in range(0, len(self.kept), self.batch_size):
        yield self._collate_batch([self.dataset[int(idx)] for idx in self.kept[start:start + self.batch_size]])


# ## errors_end_the_epoch
# points: 47
# hint: An IndexError of the dataset must not end the epoch in silence.
# An IndexError of the dataset is taken for the end of the data.

# %% loader-iter
def loader_iter(self):
    order = self.order()
    for start in range(0, len(order), self.batch_size):
        batch = []
        for idx in order[start:start + self.batch_size]:
            try:
                batch.append(self.dataset[int(idx)])
            except IndexError:
                break
        if batch:
            yield self._collate_batch(batch)


# ## tensors_only
# points: 38
# hint: A loop over a loader must work, for every dataset
# Rows are cut out of the tensors of a TensorDataset, so no other dataset will do.

# %% loader-iter
def loader_iter(self):
    order = self.order()
    for start in range(0, len(order), self.batch_size):
        yield tuple(tensor[order[start:start + self.batch_size]] for tensor in self.dataset.tensors)

# ## batch_in_rising_order
# points: 44
# hint: Samples must come as order() says, also inside of a batch.
# Inside of a batch the samples come in rising order.

# %% loader-iter
def loader_iter(self):
    order = self.order()
    for start in range(0, len(order), self.batch_size):
        yield self._collate_batch([self.dataset[int(i)] for i in sorted(order[start:start + self.batch_size])])
