"""Module 08, written from the released notebook: sets of shapes, random keys to sort by, one throw of the dice for a place."""

# %% checked-index
def checked_index(idx, length):
    if not isinstance(idx, (int, np.integer)):
        raise TypeError(f"a sample has a whole number, {idx!r} is none. Fix: dataset[3].")
    if idx not in range(length):
        raise IndexError(f"there is no sample {idx} among {length}; they count from 0.")
    return int(idx)

# %% tensor-dataset
class TensorDataset(Dataset):
    def __init__(self, *tensors):
        if not tensors:
            raise ValueError("a dataset needs a Tensor at least. Fix: TensorDataset(features, labels).")
        strangers = [type(each).__name__ for each in tensors if not isinstance(each, Tensor)]
        if strangers:
            raise TypeError(f"a TensorDataset is made of Tensors, not of {', '.join(strangers)}. Fix: wrap them in Tensor(...).")
        if any(each.shape == () for each in tensors):
            raise ValueError("a Tensor of shape () has no rows. Fix: reshape it to (1,).")
        lengths = [each.shape[0] for each in tensors]
        if len(set(lengths)) > 1:
            raise ValueError(f"rows must be as many in each Tensor, here they are {lengths}. Fix: compare the shapes.")
        self.tensors = tensors

    def __len__(self):
        return self.tensors[0].shape[0]

    def __getitem__(self, idx):
        row = checked_index(idx, len(self))
        return tuple(Tensor(np.take(each.data, row, axis=0)) for each in self.tensors)

# %% collate
def collate(batch):
    if len(batch) == 0:
        return ()
    parts = {len(sample) if isinstance(sample, (tuple, list)) else None for sample in batch}
    if len(parts) > 1:
        raise ValueError(f"samples of one batch have different numbers of parts: {parts}. Fix: make all samples alike.")
    if parts != {None}:
        return tuple(collate([sample[place] for sample in batch]) for place in range(*parts))
    arrays = [as_float32(sample, copy=False) for sample in batch]
    shapes = sorted({array.shape for array in arrays})
    if len(shapes) > 1:
        raise ValueError(f"samples of one batch have the shapes {shapes}. Fix: crop or pad them to one shape.")
    return Tensor(np.concatenate([array[None] for array in arrays]))

# %% dataloader-class
class DataLoader:
    def __init__(self, dataset, batch_size, shuffle=False, seed=None):
        self.dataset, self.batch_size = ensure_dataset(dataset), whole_number("batch_size", batch_size)
        self.shuffle, self.chance = shuffle, np.random.default_rng(seed)

    def __len__(self):
        return len(range(0, len(self.dataset), self.batch_size))

# %% loader-order
def loader_order(self):
    count = len(self.dataset)
    return np.argsort(self.chance.random(count)) if self.shuffle else list(range(count))

# %% loader-iter
def loader_iter(self):
    order, step = self.order(), self.batch_size
    return (self._collate_batch([self.dataset[int(idx)] for idx in order[start:start + step]])
            for start in range(0, len(order), step))

# %% flip
def random_flip(self, x):
    ensure_image(x)
    step = -1 if self.rng.random() < self.p else 1
    return Tensor(x.data[..., ::step])

# %% crop
def random_crop(self, x):
    ensure_image(x)
    frame = [(0, 0)] * (x.data.ndim - 2) + [(self.padding, self.padding)] * 2
    padded = np.pad(x.data, frame)
    height, width = padded.shape[-2:]
    rows, columns = height - self.size[0] + 1, width - self.size[1] + 1
    if rows < 1 or columns < 1:
        raise ValueError(f"a window {self.size} does not fit into a padded picture {(height, width)}. Fix: more padding.")
    top, left = divmod(int(self.rng.integers(rows * columns)), columns)
    return Tensor(padded[..., top:top + self.size[0], left:left + self.size[1]])

# %% compose
class Compose:
    def __init__(self, transforms):
        for place, transform in enumerate(transforms):
            if not callable(transform):
                raise TypeError(f"transform {place} is a {type(transform).__name__} and cannot be called. "
                                "Fix: pass objects such as RandomHorizontalFlip().")
        self.transforms = [*transforms]

    def __call__(self, x):
        done = [x]
        done += (transform(done[-1]) for transform in self.transforms)
        return done[-1]

# %% transformed-dataset
class TransformedDataset(Dataset):
    def __len__(self):
        return len(self.dataset)

    def __getitem__(self, idx):
        first, *rest = self.dataset[idx]
        return (self.transform(first), *rest)
