# An iterator object with a place of its own; Fisher and Yates by hand on a list; NumPy's pad and flip.
# ruff: noqa: F821 - the names are those of the notebook

# %% checked-index
def checked_index(idx, length):
    if isinstance(idx, np.integer):
        idx = idx.item()
    if type(idx) is not int:
        raise TypeError("a whole number was expected, got {!r}".format(idx))
    if idx not in range(length):
        raise IndexError(f"there are {length} samples, none is {idx}")
    return idx

# %% tensor-dataset
def __init__(self, *tensors):
    for each in tensors:
        if not isinstance(each, Tensor):
            raise TypeError(f"got {type(each).__name__}")
    shapes = [each.shape for each in tensors]
    if () in shapes or not shapes:
        raise ValueError(f"shapes {shapes}")
    self.rows = {shape[0] for shape in shapes}
    if len(self.rows) > 1:
        raise ValueError(f"different lengths: {sorted(self.rows)}")
    self.tensors = tensors

def __len__(self):
    return next(iter(self.rows))

def __getitem__(self, idx):
    row = checked_index(idx, len(self))
    return tuple(Tensor(each.data[row]) for each in self.tensors)

# %% collate
def collate(batch):
    if not batch:
        return ()
    kinds = {isinstance(sample, (tuple, list)) for sample in batch}
    if len(kinds) == 2:
        raise ValueError("some samples have parts, others have none")
    if kinds == {True}:
        widths = {len(sample) for sample in batch}
        if len(widths) > 1:
            raise ValueError(f"samples of {widths} parts")
        return tuple(collate([sample[place] for sample in batch]) for place in range(widths.pop()))
    numbers = [as_float32(sample) for sample in batch]
    shapes = {each.shape for each in numbers}
    if len(shapes) > 1:
        raise ValueError("shapes " + ", ".join(map(str, shapes)))
    out = np.empty((len(batch), *shapes.pop()), np.float32)
    for row, each in zip(range(len(out)), numbers):
        out[row] = each
    return Tensor(out)

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    ensure_dataset(dataset)
    vars(self).update(dataset=dataset, batch_size=whole_number("batch_size", batch_size), shuffle=bool(shuffle))
    import random

    self._dice = random.Random(seed)

def __len__(self):
    full, rest = divmod(len(self.dataset), self.batch_size)
    return full + (rest > 0)

# %% loader-order
def loader_order(self):
    numbers = [number for number in range(len(self.dataset))]
    if self.shuffle:
        for last in range(len(numbers) - 1, 0, -1):
            other = self._dice.randint(0, last)
            numbers[last], numbers[other] = numbers[other], numbers[last]
    return numbers

# %% loader-iter
def loader_iter(self):
    class Batches:
        def __init__(self, loader):
            self.loader, self.todo = loader, list(reversed(loader.order()))

        def __iter__(self):
            return self

        def __next__(self):
            if not self.todo:
                raise StopIteration
            samples = []
            while self.todo and len(samples) < self.loader.batch_size:
                samples.append(self.loader.dataset[self.todo.pop()])
            return self.loader._collate_batch(samples)

    return Batches(self)

# %% flip
def random_flip(self, x):
    ensure_image(x)
    mirror = self.rng.choice(2, p=[1 - self.p, self.p])
    return Tensor(np.flip(x.data, -1) if mirror else x.data)

# %% crop
def random_crop(self, x):
    ensure_image(x)
    frame = [(0, 0)] * (len(x.shape) - 2) + [(self.padding, self.padding)] * 2
    padded = np.pad(x.data, frame)
    spare = np.subtract(padded.shape[-2:], self.size)
    if spare.min() < 0:
        raise ValueError(f"{self.size} is larger than {padded.shape[-2:]}")
    starts = self.rng.integers(0, spare, endpoint=True)
    return Tensor(padded[(..., *(slice(start, start + length) for start, length in zip(starts, self.size)))])

# %% compose
def __init__(self, transforms):
    self.transforms = tuple(transforms)

def __call__(self, x):
    result = x
    for place in range(len(self.transforms)):
        result = self.transforms[place](result)
    return result

# %% transformed-dataset
def __getitem__(self, idx):
    sample = self.dataset[idx]
    return (self.transform(sample[0]),) + tuple(sample[1:])
