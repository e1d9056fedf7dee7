# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## length_rounded_down
# points: 45
# hint: 10 samples in batches of 4 are 3 batches, the last one may be smaller.
# The last, smaller batch is not counted.

# %% dataloader-class
def __len__(self):
    return len(self.dataset) // self.batch_size


# ## length_one_more
# points: 46
# hint: 8 samples in batches of 4 are 2 batches, the last one may be smaller.
# One batch is added, also when the samples divide evenly.

# %% dataloader-class
def __len__(self):
    return len(self.dataset) // self.batch_size + 1


# ## loader_takes_any_size
# points: 46
# hint: batch_size=0 must be refused by name; use whole_number.
# The batch size is not looked at.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size, self.shuffle = ensure_dataset(dataset), batch_size, shuffle
    self.rng = np.random.default_rng(seed)


# ## loader_takes_any_data
# points: 46
# hint: None is no dataset; use ensure_dataset.
# What is no dataset is kept until the first epoch fails.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size, self.shuffle = dataset, whole_number("batch_size", batch_size), shuffle
    self.rng = np.random.default_rng(seed)


# ## loader_counts_at_the_start
# points: 47
# hint: A dataset that has grown must be read to its new end.
# The number of samples is asked for once, by the constructor.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    self.shuffle, self.rng, self.count = shuffle, np.random.default_rng(seed), len(dataset)

# %% loader-order
def loader_order(self):
    return self.rng.permutation(self.count) if self.shuffle else np.arange(self.count)


# ## generator_of_all
# points: 43
# hint: Two loaders with the same seed, used in turn, must give the same orders: each needs a generator of
# The generator belongs to the class: every new loader seeds it for all others.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    self.shuffle = shuffle
    DataLoader.rng = np.random.default_rng(seed)


# ## generator_by_seed
# points: 39
# hint: Another loader with the same seed must give the same orders, epoch for epoch.
# Loaders with the same seed share one generator.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None, made={}):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    self.shuffle = shuffle
    self.rng = made.setdefault(seed, np.random.default_rng(seed))


# ## seed_is_forgotten
# points: 39
# hint: Another loader with the same seed must give the same orders, epoch for epoch.
# Every run has other orders, with a seed, too.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    self.shuffle, self.rng = shuffle, np.random.default_rng()


# ## no_seed_is_zero
# points: 46
# hint: Without a seed every loader must begin somewhere else.
# Without a seed all loaders begin alike.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    self.shuffle, self.rng = shuffle, np.random.default_rng(seed or 0)


# ## generator_made_anew
# points: 40
# hint: Every epoch must have an order of its own: make the generator once, with the loader, and let it go
# The generator is made in every epoch, so all epochs have the same order.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    self.shuffle, self.seed = shuffle, seed

# %% loader-order
def loader_order(self):
    count = len(self.dataset)
    return np.random.default_rng(self.seed).permutation(count) if self.shuffle else np.arange(count)


# ## order_made_once
# points: 39
# hint: Every epoch must have an order of its own: make the generator once, with the loader, and let it go
# The order is drawn by the first epoch and kept for all others.

# %% loader-order
def loader_order(self):
    if not hasattr(self, "kept"):
        self.kept = self.rng.permutation(len(self.dataset)) if self.shuffle else np.arange(len(self.dataset))
    return self.kept


# ## order_of_the_program
# points: 41
# hint: Another loader with the same seed must give the same orders, epoch for epoch.
# The order is drawn by NumPy's shared generator.

# %% loader-order
def loader_order(self):
    return np.random.permutation(len(self.dataset)) if self.shuffle else np.arange(len(self.dataset))


# ## order_seeds_python
# points: 43
# hint: Loading must neither seed nor use np.random and random, which the whole program shares: use
# Python's shared generator is seeded and used.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    import random

    self.shuffle, self.random = shuffle, random
    random.seed(seed)

# %% loader-order
def loader_order(self):
    order = list(range(len(self.dataset)))
    if self.shuffle:
        self.random.shuffle(order)
    return order


# ## order_with_repetition
# points: 39
# hint: Each of the 20 numbers must come exactly once in every epoch.
# Numbers are drawn one by one: some come twice, others never.

# %% loader-order
def loader_order(self):
    count = len(self.dataset)
    return self.rng.integers(0, count, count) if self.shuffle and count else np.arange(count)


# ## order_of_batches
# points: 44
# hint: In 300 epochs every sample must come at every place now and then: shuffle single samples, and all
# Whole batches are shuffled; inside, the neighbours stay.

# %% loader-order
def loader_order(self):
    order = list(range(len(self.dataset)))
    chunks = [order[i:i + self.batch_size] for i in range(0, len(order), self.batch_size)]
    if self.shuffle:
        chunks = [chunks[i] for i in self.rng.permutation(len(chunks))]
    return sum(chunks, [])


# ## order_within_batches
# points: 44
# hint: In 300 epochs every sample must come at every place now and then: shuffle single samples, and all
# Each batch is shuffled by itself: no sample ever leaves it.

# %% loader-order
def loader_order(self):
    order = np.arange(len(self.dataset))
    if self.shuffle:
        for i in range(0, len(order), self.batch_size):
            self.rng.shuffle(order[i:i + self.batch_size])
    return order


# ## order_leaves_the_last
# points: 44
# hint: In 300 epochs every sample must come at every place now and then: shuffle single samples, and all
# The last sample always stays the last.

# %% loader-order
def loader_order(self):
    order = np.arange(len(self.dataset))
    if self.shuffle:
        self.rng.shuffle(order[:-1])
    return order


# ## order_turns
# points: 44
# hint: Every sample must meet every other in a batch now and then: neither shuffle whole batches nor
# The order is only moved round, by a random number of places.

# %% loader-order
def loader_order(self):
    order = np.arange(len(self.dataset))
    return np.roll(order, self.rng.integers(0, max(len(order), 1))) if self.shuffle else order


# ## order_always_shuffled
# points: 34
# hint: Without shuffle: 0 to 19, every time.
# The switch decides about the generator, not about the order. (With the loader's own generator, which has no seed here, some
# draws are in order, and the points would differ from run to run.)

# %% loader-order
def loader_order(self):
    rng = self.rng if self.shuffle else np.random.default_rng(0)
    return rng.permutation(len(self.dataset))


# ## loader_loads_at_the_start
# points: 38
# hint: Neither a new loader nor its length may load a sample.
# The constructor copies all samples into a list.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset = [ensure_dataset(dataset)[idx] for idx in range(len(dataset))]
    self.batch_size, self.shuffle = whole_number("batch_size", batch_size), shuffle
    self.rng = np.random.default_rng(seed)


# ## loader_forgets_the_switch
# points: 36
# hint: dataset, batch_size and shuffle must be kept under these names.
# The argument shuffle is not kept.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    self.rng, self.shuffle = np.random.default_rng(seed), False


# ## seeds_are_alike
# points: 44
# hint: Another seed must give another order
# Whatever the seed, the generator begins with the same one.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
    self.shuffle, self.rng = shuffle, np.random.default_rng(seed is not None or None)


# ## order_never_shuffled
# points: 38
# hint: With shuffle=True the numbers must not come in order.
# shuffle works on a copy that is thrown away.

# %% loader-order
def loader_order(self):
    order = list(range(len(self.dataset)))
    if self.shuffle:
        self.rng.shuffle(order[:])
    return order


# ## order_reads_the_data
# points: 40
# hint: The order must be found without asking for a single sample.
# All samples are loaded to count them.

# %% loader-order
def loader_order(self):
    order = [idx for idx, _ in enumerate(self.dataset)]
    if self.shuffle:
        self.rng.shuffle(order)
    return order

# ## order_seed_plus_epoch
# points: 44
# hint: Another seed must give another order, none of the next epochs
# Every epoch makes a generator from seed plus epoch: the second order of seed 1 is the first of seed 2.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size, self.shuffle = ensure_dataset(dataset), whole_number("batch_size", batch_size), shuffle
    self.seed = int(np.random.default_rng().integers(2**31)) if seed is None else seed
    self.epoch = 0

# %% loader-order
def loader_order(self):
    n = len(self.dataset)
    if not self.shuffle:
        return np.arange(n)
    self.epoch += 1
    return np.random.default_rng(self.seed + self.epoch - 1).permutation(n)

# ## order_shuffled_in_place
# points: 47
# hint: A loop must see every sample once, also when another begins meanwhile.
# One array of numbers is shuffled again and again and handed out itself, also to a loop that still runs.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size, self.shuffle = ensure_dataset(dataset), whole_number("batch_size", batch_size), shuffle
    self.rng = np.random.default_rng(seed)
    self.indices = np.arange(len(dataset))

# %% loader-order
def loader_order(self):
    if len(self.indices) != len(self.dataset):
        self.indices = np.arange(len(self.dataset))
    if self.shuffle:
        self.rng.shuffle(self.indices)
    return self.indices

# ## order_shuffled_of_the_start
# points: 47
# hint: Also shuffled, a dataset that has grown is read to its end.
# Shuffled, the numbers are those of the dataset at the start.

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.batch_size, self.shuffle = ensure_dataset(dataset), whole_number("batch_size", batch_size), shuffle
    self.rng = np.random.default_rng(seed)
    self.count = len(dataset)

# %% loader-order
def loader_order(self):
    return self.rng.permutation(self.count) if self.shuffle else np.arange(len(self.dataset))
