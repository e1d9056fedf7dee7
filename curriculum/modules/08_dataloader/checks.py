"""Values of Module 08 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays. Which order a
seed gives is free; what an epoch holds is not.
"""


def pairs(rng, Tensor, count):
    """Random samples, each with a label that is a sum of its numbers, so that a wrong pair shows."""
    rows = rng.normal(size=(count, 3)).astype("float32")
    return [(Tensor(row), float(row.sum())) for row in rows]


def samples(rng, Tensor, TensorDataset):
    dataset = TensorDataset(Tensor(rng.normal(size=(7, 2, 3))), Tensor(rng.normal(size=7)))
    return [len(dataset), *(part.data for idx in (0, 3, 6) for part in dataset[idx])]


def collated(rng, Tensor, collate):
    batch = [(Tensor(rng.normal(size=(2, 3))), (float(rng.normal()), rng.normal(size=4))) for _ in range(5)]
    pictures, (numbers, arrays) = collate(batch)
    return [pictures.data, numbers.data, arrays.data]


def lengths(rng, DataLoader):
    # above 0: lengths
    return [len(DataLoader([0.0] * int(rng.integers(1, 50)), int(rng.integers(1, 9)))) for _ in range(5)]


def orders(rng, DataLoader):
    """Without shuffle, and with it, sorted."""
    plain, shuffled = DataLoader([0.0] * 9, 2), DataLoader([0.0] * 9, 2, True)
    return [[int(idx) for idx in plain.order()], sorted(int(idx) for idx in shuffled.order())]


def batches(rng, Tensor, DataLoader):
    return [part.data for batch in DataLoader(pairs(rng, Tensor, 11), 4) for part in batch]


def a_shuffled_epoch(rng, Tensor, DataLoader):
    """The samples of the second epoch, sorted by their labels."""
    loader = DataLoader(pairs(rng, Tensor, 11), 4, True, 1)
    epochs = [[(label, *row) for rows, labels in loader for label, row in zip(labels.data.tolist(), rows.data.tolist())]
              for _ in range(2)]
    return sorted(epochs[1])


def mirrored(rng, Tensor, RandomHorizontalFlip):
    flip = RandomHorizontalFlip(1.0)
    return [flip(Tensor(rng.normal(size=shape))).data for shape in ((3, 4), (2, 3, 4))]


def padded(rng, Tensor, RandomCrop):
    """Windows as large as the padded picture have one place only."""
    return [RandomCrop((5, 8), 1)(Tensor(rng.normal(size=shape))).data for shape in ((3, 6), (2, 3, 6))]


def composed(rng, Tensor, Compose):
    return Compose([lambda x: x - 0.5, lambda x: x * -3])(Tensor(rng.normal(size=(2, 2)))).data


DECIDES = {
    "test-tensor-dataset": [samples],
    "test-collate": [collated],
    "test-length": [lengths],
    "test-order": [orders],
    "test-batches": [batches, a_shuffled_epoch],
    "test-flip": [mirrored],
    "test-crop": [padded],
    "test-compose": [composed],
}
