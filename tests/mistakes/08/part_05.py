# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## flip_upside_down
# points: 44
# hint: The rows 1 -2 3 and 4 5 -6 become 3 -2 1 and -6 5 4.
# The rows change places.

# %% flip
def random_flip(self, x):
    ensure_image(x)
    return Tensor(x.data[..., ::-1, :]) if self.rng.random() < self.p else x


# ## flip_second_dimension
# points: 45
# hint: In (C, H, W) the last dimension is the width: neither channels nor rows may change places.
# Dimension 1 is the width of (H, W), and the height of (C, H, W).

# %% flip
def random_flip(self, x):
    ensure_image(x)
    return Tensor(np.flip(x.data, axis=1)) if self.rng.random() < self.p else x


# ## flip_inverted
# points: 45
# hint: The rows 1 -2 3 and 4 5 -6 become 3 -2 1 and -6 5 4.
# p is the probability of leaving the picture as it is.

# %% flip
def random_flip(self, x):
    ensure_image(x)
    return Tensor(x.data[..., ::-1]) if self.rng.random() >= self.p else x


# ## flip_in_place
# points: 44
# hint: The rows 1 -2 3 and 4 5 -6 become 3 -2 1 and -6 5 4.
# The picture that was given is changed, and with it the dataset.

# %% flip
def random_flip(self, x):
    ensure_image(x)
    if self.rng.random() < self.p:
        x.data[...] = x.data[..., ::-1].copy()
    return x


# ## flip_decided_once
# points: 44
# hint: With p=0.25 about 100 of 400 pictures must be mirrored
# The first call decides for all others.

# %% flip
def random_flip(self, x):
    ensure_image(x)
    if not hasattr(self, "decision"):
        self.decision = self.rng.random() < self.p
    return Tensor(x.data[..., ::-1]) if self.decision else x


# ## flip_of_the_program
# points: 47
# hint: Use self.rng, not the generators that the whole program shares.
# The dice are those of the whole program.

# %% flip
def random_flip(self, x):
    ensure_image(x)
    return Tensor(x.data[..., ::-1]) if np.random.rand() < self.p else x


# ## flip_fair
# points: 45
# hint: With p=0.25 about 100 of 400 pictures must be mirrored
# Half of the pictures are mirrored, whatever p says.

# %% flip
def random_flip(self, x):
    ensure_image(x)
    return Tensor(x.data[..., ::-1]) if self.p and (self.p == 1 or self.rng.random() < 0.5) else x


# ## flip_of_batches
# points: 45
# hint: Neither vectors nor batches are pictures; keep ensure_image.
# A batch is mirrored as a whole: one decision for all its pictures.

# %% flip
def random_flip(self, x):
    return Tensor(x.data[..., ::-1]) if self.rng.random() < self.p else x


# ## crop_never_pads
# points: 44
# hint: A window as large as the padded picture is the padded picture: zeros on all four sides.
# The window is cut out of the picture as it is.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), (rows, columns) = self.size, x.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    top, left = self.rng.integers(0, rows - height + 1), self.rng.integers(0, columns - width + 1)
    return Tensor(x.data[..., top:top + height, left:left + width])


# ## crop_in_the_middle
# points: 44
# hint: In 500 calls all 9 windows of size (2, 2) must occur
# The window always comes from the middle.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2)
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    top, left = (rows - height) // 2, (columns - width) // 2
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_placed_once
# points: 44
# hint: In 500 calls all 9 windows of size (2, 2) must occur
# The first call decides the place for all others.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2)
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    if not hasattr(self, "place"):
        self.place = self.rng.integers(0, rows - height + 1), self.rng.integers(0, columns - width + 1)
    top, left = self.place
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_on_the_diagonal
# points: 44
# hint: In 500 calls all 9 windows of size (2, 2) must occur
# Row and column are the same draw.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2)
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    place = self.rng.random()
    top, left = int(place * (rows - height + 1)), int(place * (columns - width + 1))
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_without_the_last_place
# points: 44
# hint: In 500 calls all 9 windows of size (2, 2) must occur
# The last row and column where a window can begin are never drawn.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2)
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    top = self.rng.integers(0, max(rows - height, 1))
    left = self.rng.integers(0, max(columns - width, 1))
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_pads_everything
# points: 44
# hint: In (C, H, W) only H and W are padded; there is no channel of zeros.
# The colours get a frame as well.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), padded = self.size, np.pad(x.data, self.padding)
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    top, left = self.rng.integers(0, rows - height + 1), self.rng.integers(0, columns - width + 1)
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_pads_with_the_edge
# points: 44
# hint: A window as large as the padded picture is the padded picture: zeros on all four sides.
# The frame repeats the outermost points.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2, mode="edge")
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    top, left = self.rng.integers(0, rows - height + 1), self.rng.integers(0, columns - width + 1)
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_pads_two_sides
# points: 44
# hint: A window as large as the padded picture is the padded picture: zeros on all four sides.
# Zeros stand above and to the left only.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    rows, columns = x.shape[-2] + 2 * pad, x.shape[-1] + 2 * pad
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    padded = np.zeros((*x.shape[:-2], rows, columns))
    padded[..., 2 * pad:, 2 * pad:] = x.data
    top, left = self.rng.integers(0, rows - height + 1), self.rng.integers(0, columns - width + 1)
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_width_first
# points: 42
# hint: In 500 calls all 6 windows of size (3, 2) must occur
# size is read as (width, height).

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (width, height), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2)
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    top, left = self.rng.integers(0, rows - height + 1), self.rng.integers(0, columns - width + 1)
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_smaller_than_asked
# points: 44
# hint: A window that is too high or too wide must be a ValueError with both sizes; see step 1.
# A window that does not fit comes out smaller.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2)
    rows, columns = padded.shape[-2:]
    top, left = self.rng.integers(0, max(rows - height, 0) + 1), self.rng.integers(0, max(columns - width, 0) + 1)
    return Tensor(padded[..., top:top + height, left:left + width])


# ## crop_colours_apart
# points: 47
# hint: All channels must be cut at the same place.
# Every channel has a place of its own.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    rows, columns = x.shape[-2] + 2 * pad, x.shape[-1] + 2 * pad
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    windows = []
    for channel in x.data.reshape(-1, *x.shape[-2:]):
        top, left = self.rng.integers(0, rows - height + 1), self.rng.integers(0, columns - width + 1)
        windows.append(np.pad(channel, pad)[top:top + height, left:left + width])
    return Tensor(np.stack(windows).reshape(*x.shape[:-2], height, width))


# ## crop_of_the_program
# points: 47
# hint: Use self.rng, not the generators that the whole program shares.
# The place is drawn by the generator of the whole program.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2)
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    top, left = np.random.randint(0, rows - height + 1), np.random.randint(0, columns - width + 1)
    return Tensor(padded[..., top:top + height, left:left + width])


# ## compose_backwards
# points: 46
# hint: 1 and -4, minus 1, times -2, plus 10, must be 10 and 20.
# The last transform comes first.

# %% compose
def __call__(self, x):
    for transform in self.transforms[::-1]:
        x = transform(x)
    return x


# ## compose_keeps_the_callers_list
# points: 46
# hint: When the caller's list grows later, Compose must stay as it is: keep a list of its own.
# A list that the caller changes later changes the transform.

# %% compose
def __init__(self, transforms):
    self.transforms = transforms


# ## compose_once
# points: 46
# hint: A second call must do all of it again.
# The transforms are used up by the first call.

# %% compose
def __call__(self, x):
    while self.transforms:
        x = self.transforms.pop(0)(x)
    return x


# ## compose_each_on_the_original
# points: 46
# hint: 1 and -4, minus 1, times -2, plus 10, must be 10 and 20.
# Every transform gets what was given, and only the last counts.

# %% compose
def __call__(self, x):
    result = x
    for transform in self.transforms:
        result = transform(x)
    return result


# ## transformed_labels
# points: 46
# hint: The label must stay as it is.
# The label is transformed as well.

# %% transformed-dataset
def __getitem__(self, idx):
    return tuple(self.transform(part) for part in self.dataset[idx])


# ## transformed_once
# points: 46
# hint: Asked again, [3, -3] must be transformed anew: here 2 is added.
# The first result is kept, so every epoch sees the same pictures.

# %% transformed-dataset
def __getitem__(self, idx):
    kept = vars(self).setdefault("kept", {})
    if idx not in kept:
        first, *rest = self.dataset[idx]
        kept[idx] = (self.transform(first), *rest)
    return kept[idx]


# ## transformed_pairs_only
# points: 46
# hint: All parts after the first must stay as they are, also two of them.
# Only one label is given on.

# %% transformed-dataset
def __getitem__(self, idx):
    sample = self.dataset[idx]
    return self.transform(sample[0]), sample[1]


# ## transformed_counts_once
# points: 47
# hint: The length must be that of the dataset inside, as it is now.
# The length is asked for once.

# %% transformed-dataset
def __len__(self):
    if not hasattr(self, "count"):
        self.count = len(self.dataset)
    return self.count


# ## flip_without_seed
# points: 47
# hint: Two transforms with the same seed, used in turn, must decide alike.
# A new generator is made for every call: the seed decides nothing.

# %% flip
def random_flip(self, x):
    ensure_image(x)
    return Tensor(x.data[..., ::-1]) if np.random.default_rng().random() < self.p else x


# ## crop_without_seed
# points: 47
# hint: Two transforms with the same seed, used in turn, must cut alike.
# A new generator is made for every call: the seed decides nothing.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    (height, width), pad = self.size, self.padding
    padded = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(pad, pad)] * 2)
    rows, columns = padded.shape[-2:]
    if height > rows or width > columns:
        raise ValueError(f"{self.size} and {(rows, columns)}")
    top, left = (int(np.random.default_rng().integers(0, spare + 1)) for spare in (rows - height, columns - width))
    return Tensor(padded[..., top:top + height, left:left + width])


# ## compose_needs_one
# points: 46
# hint: No transforms must give the input as it is.
# The first transform is taken for granted.

# %% compose
def __call__(self, x):
    x = self.transforms[0](x)
    for transform in self.transforms[1:]:
        x = transform(x)
    return x


# ## transformed_not_at_all
# points: 46
# hint: The first part of sample 3, [3, -3], must be transformed: here 1 is added.
# The transform is called, and its result thrown away.

# %% transformed-dataset
def __getitem__(self, idx):
    sample = self.dataset[idx]
    self.transform(sample[0])
    return tuple(sample)


# ## transformed_into_a_list
# points: 46
# hint: A sample of two parts must stay a tuple of two parts.
# The sample comes back as a list.

# %% transformed-dataset
def __getitem__(self, idx):
    sample = list(self.dataset[idx])
    sample[0] = self.transform(sample[0])
    return sample


# ## flip_zero_is_a_half
# points: 45
# hint: With p=0 a picture must never be mirrored
# A probability of 0 is taken for none given.

# %% flip
def random_flip(self, x):
    ensure_image(x)
    return Tensor(x.data[..., ::-1]) if self.rng.random() < (self.p or 0.5) else x

# ## crop_rows_for_columns
# points: 44
# hint: windows of size (3, 2) must occur and no others
# The first column is drawn from as many places as there are for rows.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    p = self.padding
    a = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(p, p), (p, p)])
    H, W = a.shape[-2:]
    h, w = self.size
    if h > H or w > W:
        raise ValueError(f"{self.size} {(H, W)}")
    top, left = self.rng.integers(0, H - h + 1, size=2)
    left = min(left, W - w)
    return Tensor(a[..., top:top + h, left:left + w])

# ## crop_by_rounding
# points: 44
# hint: All 9 places are equally likely
# A place is a rounded random number, so the first and the last are half as likely.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    p = self.padding
    a = np.pad(x.data, [(0, 0)] * (x.data.ndim - 2) + [(p, p), (p, p)])
    H, W = a.shape[-2:]
    h, w = self.size
    if h > H or w > W:
        raise ValueError(f"{self.size} {(H, W)}")
    top, left = round(self.rng.random() * (H - h)), round(self.rng.random() * (W - w))
    return Tensor(a[..., top:top + h, left:left + w])

# ## transformed_asks_twice
# points: 46
# hint: The dataset inside must be asked for each sample once.
# The other dataset is asked once for each part.

# %% transformed-dataset
def __getitem__(self, idx):
    return (self.transform(self.dataset[idx][0]), *self.dataset[idx][1:])

# ## transformed_into_the_sample
# points: 46
# hint: The picture of the dataset inside must stay as it is.
# The new numbers are put into the Tensor that the other dataset keeps.

# %% transformed-dataset
def __getitem__(self, idx):
    first, *rest = self.dataset[idx]
    first.data = self.transform(first).data
    return (first, *rest)

# ## compose_drops_what_is_equal
# points: 46
# hint: A transform that is given twice acts twice.
# A transform that is given twice is kept once.

# %% compose
def __init__(self, transforms):
    self.transforms = list(dict.fromkeys(transforms))

# ## crop_frame_of_minus_nothing
# points: 41
# hint: Without padding, a window as large as the picture is the picture.
# The picture is put between padding and -padding, which is no place at all where padding is 0.

# %% crop
def random_crop(self, x):
    ensure_image(x)
    frame = self.padding
    *channels, height, width = x.shape
    height, width = height + 2 * frame, width + 2 * frame
    if self.size[0] > height or self.size[1] > width:
        raise ValueError(f"a window {self.size} does not fit into {(height, width)}")
    padded = np.zeros((*channels, height, width), dtype=np.float32)
    padded[..., frame:-frame, frame:-frame] = x.data
    top, left = self.rng.integers(0, height - self.size[0] + 1), self.rng.integers(0, width - self.size[1] + 1)
    return Tensor(padded[..., top:top + self.size[0], left:left + self.size[1]])
