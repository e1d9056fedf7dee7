# Generators inside of generators, sorting by random keys, tensor operations in place of arrays.
# ruff: noqa: F821 - the names are those of the notebook

# %% checked-index
def checked_index(idx, length):
    if isinstance(idx, Integral):
        if idx < 0 or idx >= length:
            raise IndexError(f"sample {idx} asked for, of {length}")
        return idx
    raise TypeError(f"{idx!r}: one whole number, please")

# %% tensor-dataset
def __init__(self, *tensors):
    if len(tensors) < 1:
        raise ValueError("nothing given")
    wrong = [type(each).__name__ for each in tensors if type(each) is not Tensor]
    if wrong:
        raise TypeError(f"no Tensor: {wrong}")
    if min(each.data.ndim for each in tensors) == 0:
        raise ValueError("a tensor of shape () has no rows")
    if len({each.shape[0] for each in tensors}) != 1:
        raise ValueError(f"the lengths {[each.shape[0] for each in tensors]} differ")
    self.tensors = tuple(tensors)

def __len__(self):
    return self.tensors[-1].shape[0]

def __getitem__(self, idx):
    place = checked_index(idx, len(self))
    return tuple([each[place] for each in self.tensors])

# %% collate
def collate(batch):
    def parts_of(sample):
        return len(sample) if isinstance(sample, tuple) or isinstance(sample, list) else -1

    if not len(batch):
        return tuple()
    counts = set(map(parts_of, batch))
    if len(counts) != 1:
        raise ValueError(f"samples with {counts} parts in one batch")
    if counts == {-1}:
        rows = [Tensor(sample) for sample in batch]
        for row in rows:
            if row.shape != rows[-1].shape:
                raise ValueError(f"{row.shape} beside {rows[-1].shape}")
        return Tensor(np.concatenate([row.data[None] for row in rows]))
    return tuple(map(collate, map(list, zip(*batch))))

# %% dataloader-class
def __init__(self, dataset, batch_size, shuffle=False, seed=None):
    self.dataset, self.shuffle = ensure_dataset(dataset), shuffle
    self.batch_size = whole_number("batch_size", batch_size)
    self.keys = np.random.Generator(np.random.PCG64(seed))

def __len__(self):
    return (len(self.dataset) + self.batch_size - 1) // self.batch_size

# %% loader-order
def loader_order(self):
    numbers = range(len(self.dataset))
    if not self.shuffle:
        return list(numbers)
    keys = self.keys.random(len(numbers))
    return sorted(numbers, key=keys.__getitem__)

# %% loader-iter
def loader_iter(self):
    import itertools

    numbers = iter(self.order())
    while chunk := list(itertools.islice(numbers, self.batch_size)):
        yield self._collate_batch([self.dataset[number] for number in chunk])

# %% flip
def random_flip(self, x):
    ensure_image(x)
    columns = list(range(x.shape[-1]))
    return x[..., columns[::-1]] if self.rng.uniform(0, 1) < self.p else x * 1

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), (rows, columns), pad = self.size, x.shape[-2:], self.padding
    if rows + 2 * pad < height or columns + 2 * pad < width:
        raise ValueError(f"{(height, width)} does not fit into {(rows + 2 * pad, columns + 2 * pad)}")
    top = int(self.rng.integers(-pad, rows + pad - height + 1))
    left = int(self.rng.integers(-pad, columns + pad - width + 1))
    out = np.zeros((*x.shape[:-2], height, width), dtype=np.float32)
    for row in range(max(top, 0), min(top + height, rows)):
        for column in range(max(left, 0), min(left + width, columns)):
            out[..., row - top, column - left] = x.data[..., row, column]
    return Tensor(out)

# %% compose
def __init__(self, transforms):
    self.transforms = [*transforms]

def __call__(self, x):
    import functools

    return functools.reduce(lambda result, transform: transform(result), self.transforms, x)

# %% transformed-dataset
def __getitem__(self, idx):
    sample = list(self.dataset[idx])
    sample[0] = self.transform(sample[0])
    return tuple(sample)
