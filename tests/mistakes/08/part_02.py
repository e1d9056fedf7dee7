# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## collate_joins
# points: 31
# hint: The three samples of the drawing must become Tensors of shape (3, 2) and (3,), in a tuple.
# Samples are joined end to end, without a new dimension.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    shapes = [as_float32(sample).shape for sample in batch]
    if len(set(shapes)) > 1:
        raise ValueError(f"shapes {shapes}")
    return Tensor(np.concatenate([np.atleast_1d(as_float32(sample)) for sample in batch]))


# ## collate_stacks_behind
# points: 31
# hint: The three samples of the drawing must become Tensors of shape (3, 2) and (3,), in a tuple.
# The new dimension is the last one.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    shapes = [as_float32(sample).shape for sample in batch]
    if len(set(shapes)) > 1:
        raise ValueError(f"shapes {shapes}")
    return Tensor(np.stack([as_float32(sample) for sample in batch], axis=-1))


# ## collate_pairs_only
# points: 41
# hint: Samples that are Tensors, NumPy arrays or numbers must become one Tensor, not a tuple.
# Every sample is taken for a pair of Tensor and label.

# %% collate
def collate(batch):
    if not batch:
        return ()
    inputs = [as_float32(sample[0]) for sample in batch]
    labels = [as_float32(sample[1]) for sample in batch]
    shapes = [array.shape for array in inputs]
    if len(set(shapes)) > 1:
        raise ValueError(f"shapes {shapes}")
    return Tensor(np.stack(inputs)), Tensor(np.stack(labels))


# ## collate_takes_samples_out
# points: 44
# hint: The list of samples must stay as it is: read it, take nothing out.
# The caller's list is empty afterwards.

# %% collate
def collate(batch):
    if not batch:
        return ()
    samples = []
    while batch:
        samples.append(batch.pop(0))
    if any(isinstance(sample, (tuple, list)) for sample in samples):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(samples[0]) for sample in samples):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*samples))
    shapes = [as_float32(sample).shape for sample in samples]
    if len(set(shapes)) > 1:
        raise ValueError(f"shapes {shapes}")
    return Tensor(np.stack([as_float32(sample) for sample in samples]))


# ## collate_one_level
# points: 43
# hint: A part that is a tuple must be collated like a sample.
# Parts that are tuples again are read as rows of numbers.

# %% collate
def collate(batch):
    def stacked(parts):
        arrays = [as_float32(part) for part in parts]
        if any(array.shape != arrays[0].shape for array in arrays):
            raise ValueError(f"shapes {[array.shape for array in arrays]}")
        return Tensor(np.stack(arrays))

    if not batch:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(stacked(parts) for parts in zip(*batch))
    return stacked(batch)


# ## collate_lists_are_numbers
# points: 44
# hint: A list of parts means the same as a tuple of parts.
# A list of parts is read as a row of numbers.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(sample, tuple) for sample in batch):
        if any(not isinstance(sample, tuple) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(sample) for sample in batch]
    if any(array.shape != arrays[0].shape for array in arrays):
        raise ValueError(f"shapes {[array.shape for array in arrays]}")
    return Tensor(np.stack(arrays))


# ## collate_looks_at_two
# points: 46
# hint: Samples of shape (2,) and (3,) must be a ValueError with both shapes, also if the last one differs.
# Only the second sample is compared with the first.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(sample) for sample in batch]
    if len(arrays) > 1 and arrays[0].shape != arrays[1].shape:
        raise ValueError(f"shapes {arrays[0].shape} and {arrays[1].shape}")
    return Tensor(np.stack(arrays))


# ## collate_broadcasts
# points: 46
# hint: Shapes that would broadcast are not equal: ValueError.
# Samples of other shapes are stretched to the first.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(sample) for sample in batch]
    try:
        return Tensor(np.stack([np.broadcast_to(array, arrays[0].shape) for array in arrays]))
    except ValueError:
        raise ValueError(f"shapes {[array.shape for array in arrays]}") from None


# ## collate_drops_parts
# points: 46
# hint: Samples with another number of parts, or without parts, must be a ValueError; see step 2.
# zip ends with the shortest sample, so parts are lost.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if all(isinstance(sample, (tuple, list)) for sample in batch):
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(sample) for sample in batch]
    if any(array.shape != arrays[0].shape for array in arrays):
        raise ValueError(f"shapes {[array.shape for array in arrays]}")
    return Tensor(np.stack(arrays))


# ## collate_fails_on_nothing
# points: 44
# hint: No samples must give the empty tuple.
# No samples end in an IndexError.

# %% collate
def collate(batch):
    if isinstance(batch[0], (tuple, list)) or any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(sample) for sample in batch]
    if any(array.shape != arrays[0].shape for array in arrays):
        raise ValueError(f"shapes {[array.shape for array in arrays]}")
    return Tensor(np.stack(arrays))


# ## collate_views_one
# points: 47
# hint: Whoever changes the batch must not change the samples: it must have memory of its own.
# A batch of one sample is a view of that sample.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(sample, copy=False) for sample in batch]
    if any(array.shape != arrays[0].shape for array in arrays):
        raise ValueError(f"shapes {[array.shape for array in arrays]}")
    return Tensor(arrays[0][None] if len(arrays) == 1 else np.stack(arrays), copy=False)


# ## collate_squeezes
# points: 37
# hint: A batch of one sample has a first length of 1.
# A batch of one sample loses its first dimension.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(sample) for sample in batch]
    if any(array.shape != arrays[0].shape for array in arrays):
        raise ValueError(f"shapes {[array.shape for array in arrays]}")
    return Tensor(np.squeeze(np.stack(arrays)))


# ## collate_takes_text
# points: 46
# hint: 'seven' is no number: as_float32 refuses it with a TypeError, let it do so.
# A sample that is no number counts as 0.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        if any(not isinstance(sample, (tuple, list)) or len(sample) != len(batch[0]) for sample in batch):
            raise ValueError("samples differ")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(0 if sample is None or isinstance(sample, str) else sample) for sample in batch]
    if any(array.shape != arrays[0].shape for array in arrays):
        raise ValueError(f"shapes {[array.shape for array in arrays]}")
    return Tensor(np.stack(arrays))

# ## collate_one_kind
# points: 44
# hint: Also when some samples are lists and others tuples.
# All samples must be of the type of the first: a list is refused behind a tuple.

# %% collate
def collate(batch):
    if not batch:
        return ()
    if any(isinstance(s, (tuple, list)) for s in batch):
        if any(type(s) is not type(batch[0]) or len(s) != len(batch[0]) for s in batch):
            raise ValueError("differ")
        return tuple(collate(list(part)) for part in zip(*batch))
    arrays = [as_float32(s, copy=False) for s in batch]
    for a in arrays:
        if a.shape != arrays[0].shape:
            raise ValueError(f"{a.shape} {arrays[0].shape}")
    return Tensor(np.stack(arrays))
