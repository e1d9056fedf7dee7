"""The exported data pipeline: datasets, collation, orders, batches, transforms and errors; against PyTorch if it is there."""
import gc
import pickle
import random
import tracemalloc
from collections import Counter, namedtuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytorch.core.activations import ReLU
from tinytorch.core.dataloader import (
    Compose,
    DataLoader,
    Dataset,
    RandomCrop,
    RandomHorizontalFlip,
    TensorDataset,
    TransformedDataset,
    checked_index,
    collate,
)
from tinytorch.core.layers import Linear, Sequential
from tinytorch.core.losses import CrossEntropyLoss
from tinytorch.core.optimizers import SGD
from tinytorch.core.tensor import Tensor
from tinytorch.core.training import Trainer
from tinytorch.datasets import load_tinydigits

SIZES = st.integers(0, 40)
BATCHES = st.integers(1, 15)
SEEDS = st.integers(0, 2**32)


@pytest.fixture
def torch():
    return pytest.importorskip("torch")


class Logged(Dataset):
    """The number of each sample, and a list of those that were asked for."""

    def __init__(self, count):
        self.count, self.asked = count, []

    def __len__(self):
        return self.count

    def __getitem__(self, idx):
        self.asked.append(idx)
        return Tensor([idx, -idx]), idx


def pairs(count, width=3, seed=0):
    features = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return TensorDataset(Tensor(features), Tensor(np.arange(count)))


def labels(loader):
    return [batch[1].data.astype(int).tolist() for batch in loader]


def picture(*shape):
    return Tensor(np.arange(1, np.prod(shape) + 1).reshape(shape) * np.where(np.arange(shape[-1]) % 2, -1, 1))


# Datasets

class OnlyLength(Dataset):
    def __len__(self):
        return 3


class OnlySamples(Dataset):
    def __getitem__(self, idx):
        return idx


@pytest.mark.parametrize("kind", [Dataset, OnlyLength, OnlySamples])
def test_an_abstract_dataset_cannot_be_made(kind):
    with pytest.raises(TypeError, match="abstract"):
        kind()
    assert len(pairs(2)) == 2


@given(st.integers(-50, 50), st.integers(0, 40))
def test_the_numbers_of_samples(idx, length):
    if 0 <= idx < length:
        assert checked_index(np.int64(idx), length) == idx and type(checked_index(np.int64(idx), length)) is int
    else:
        with pytest.raises(IndexError, match=f"index {idx} .* {length} samples.*Rule:.*Fix:"):
            checked_index(idx, length)


@pytest.mark.parametrize("idx", [0.0, "0", None, slice(0, 1), [0]])
def test_what_is_no_number_of_a_sample(idx):
    with pytest.raises(TypeError, match="whole number.*Fix:"):
        pairs(3)[idx]


def test_samples_are_views():
    features = Tensor([[1, -1], [2, -2]])
    (sample,) = TensorDataset(features)[1]
    assert np.shares_memory(sample.data, features.data)


def test_a_loop_over_a_dataset_ends():
    assert [int(label.item()) for _, label in pairs(4)] == [0, 1, 2, 3]


@given(SIZES, st.integers(0, 3))
def test_a_dataset_of_tensors_against_pytorch(size, extra):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(size)
    arrays = [rng.normal(size=(size, *range(1, rank + 1))).astype(np.float32) for rank in range(extra + 1)]
    ours = TensorDataset(*map(Tensor, arrays))
    theirs = torch.utils.data.TensorDataset(*map(torch.from_numpy, arrays))
    assert len(ours) == len(theirs)
    for idx in range(size):
        for one, other in zip(ours[idx], theirs[idx], strict=True):
            np.testing.assert_array_equal(one.data, other.numpy())


# Collation

Pair = namedtuple("Pair", "image label")
# Shapes, and lists of plans that begin with a word, to tell them from shapes.
NESTED = st.recursive(st.sampled_from([(), (2,), (2, 3)]),
                      lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda parts: ["parts", *parts]))


def sample_of(make, rng):
    """A sample by its plan: a shape, or a list of plans."""
    if isinstance(make, list):
        return tuple(sample_of(each, rng) for each in make[1:])
    array = rng.normal(size=make).astype(np.float32)
    return float(array) if make == () else array


def as_lists(batch):
    return [as_lists(part) for part in batch] if isinstance(batch, (tuple, list)) else np.asarray(batch)


@given(NESTED, st.integers(1, 4), SEEDS)
def test_collation_against_pytorch(make, size, seed):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(seed)
    samples = [sample_of(make, rng) for _ in range(size)]
    assert_alike(as_lists(collate(samples)), as_lists(torch.utils.data.default_collate(samples)))


def assert_alike(one, other):
    assert isinstance(one, list) == isinstance(other, list)
    if isinstance(one, list):
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            assert_alike(a, b)
    else:
        np.testing.assert_allclose(one, other, rtol=1e-6)


def test_named_tuples_and_the_loader_method_collate_alike():
    samples = [Pair(Tensor([1, -2]), True), Pair(Tensor([3, -4]), False)]
    images, answers = DataLoader(samples, 2)._collate_batch(samples)
    assert (images.data.tolist(), answers.data.tolist()) == ([[1, -2], [3, -4]], [1, 0])


def test_a_batch_requires_no_gradient_and_has_float32():
    batch = collate([Tensor([1.0], requires_grad=True), Tensor([-2.0], requires_grad=True)])
    assert (batch.requires_grad, batch.dtype) == (False, np.float32)


@pytest.mark.parametrize("samples, error, words", [
    ([Tensor([1.0]), Tensor([1.0, 2.0])], ValueError, r"sample 1 .*\(2,\), sample 0 has \(1,\)"),
    ([(1, 2), (1, 2), (1,)], ValueError, "sample 2 .* is not made like sample 0"),
    ([(1, 2), 3], ValueError, "sample 1 .* is not made like sample 0"),
    ([3, (1, 2)], ValueError, "is not made like sample 0"),
    (["a", "b"], TypeError, "must be numbers"),
    ([{"x": 1}], TypeError, "must be numbers"),
])
def test_samples_that_cannot_be_a_batch(samples, error, words):
    with pytest.raises(error, match=words + ".*Fix:"):
        collate(samples)


# Orders

@given(SIZES, BATCHES)
def test_the_sizes_of_the_batches(size, batch_size):
    loader = DataLoader(pairs(size), batch_size)
    sizes = [len(batch) for batch in labels(loader)]
    assert len(sizes) == len(loader) and sum(sizes) == size
    assert all(one == batch_size for one in sizes[:-1]) and all(0 < one <= batch_size for one in sizes)


@given(st.integers(2, 40), BATCHES, SEEDS)
def test_every_epoch_is_a_permutation_that_the_seed_decides(size, batch_size, seed):
    one, other = (DataLoader(pairs(size), batch_size, shuffle=True, seed=seed) for _ in range(2))
    for _ in range(3):
        first, second = labels(one), labels(other)
        assert first == second and sorted(sum(first, [])) == list(range(size))


def test_orders_are_uniform():
    loader = DataLoader([0] * 4, 2, shuffle=True, seed=0)
    counts = Counter(tuple(int(idx) for idx in loader.order()) for _ in range(4800))
    # 24 orders, 200 each expected: a standard deviation is 14.
    assert len(counts) == 24 and min(counts.values()) > 120 and max(counts.values()) < 280


def test_a_loader_leaves_the_shared_generators_alone():
    before = np.random.get_state()[1].tolist(), random.getstate()
    for seed in (None, 3):
        for _ in DataLoader(TransformedDataset([(picture(4, 4), 0)] * 5, Compose([RandomHorizontalFlip(), RandomCrop(2)])),
                            2, True, seed):
            pass
    assert (np.random.get_state()[1].tolist(), random.getstate()) == before
    assert len(DataLoader(pairs(3), 2)) == 2


def test_a_loader_can_be_copied_to_another_process_and_goes_on_there():
    loader = DataLoader(pairs(9), 4, shuffle=True, seed=5)
    labels(loader)
    twin = pickle.loads(pickle.dumps(loader))
    assert labels(twin) == labels(loader)


# Batches

@pytest.mark.parametrize("batch_size", [1, 3, 8, 50])
def test_batches_in_a_given_order_against_pytorch(torch, batch_size):
    size = 20
    ours = DataLoader(pairs(size), batch_size, shuffle=True, seed=1)
    order = sum(labels(DataLoader(pairs(size), batch_size, shuffle=True, seed=1)), [])
    features, numbers = (torch.from_numpy(tensor.data) for tensor in ours.dataset.tensors)
    theirs = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(features, numbers), batch_size, sampler=order)
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        for mine, their in zip(one, other, strict=True):
            np.testing.assert_array_equal(mine.data, their.numpy())


def test_a_batch_asks_for_its_samples_only():
    data = Logged(10)
    batches = iter(DataLoader(data, 3))
    next(batches)
    next(batches)
    assert data.asked == [0, 1, 2, 3, 4, 5]


def test_loops_do_not_disturb_each_other():
    loader = DataLoader(Logged(4), 2, shuffle=True, seed=1)
    seen = [(outer, sorted(sum(labels(loader), []))) for outer in labels(loader)]
    assert [inner for _, inner in seen] == [[0, 1, 2, 3]] * 2 and sorted(sum((outer for outer, _ in seen), [])) == [0, 1, 2, 3]


def test_writing_into_a_batch_leaves_the_data_as_it_was():
    data = pairs(4)
    before = data.tensors[0].data.copy()
    for features, _ in DataLoader(data, 1):
        features.data[...] = 0
    np.testing.assert_array_equal(data.tensors[0].data, before)


def test_an_epoch_holds_a_few_batches_and_not_the_data():
    # Held at once: the batch of the loop, the next one, and the samples of which it is made.
    data = TensorDataset(Tensor(np.zeros((2000, 1000))))
    loader = DataLoader(data, 10, shuffle=True)
    gc.collect()
    tracemalloc.start()
    for _ in loader:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 40_000 < peak < 400_000 < data.tensors[0].data.nbytes


# Transforms

@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 4), (1, 1, 5), (4, 1)])
def test_a_flip_against_pytorch(torch, shape):
    x = picture(*shape)
    np.testing.assert_array_equal(RandomHorizontalFlip(1)(x).data, torch.flip(torch.from_numpy(x.data), [-1]).numpy())


@pytest.mark.parametrize("p", [0, 0.1, 0.5, 0.9, 1])
def test_how_often_a_picture_is_mirrored(p):
    flip, x = RandomHorizontalFlip(p, seed=1), Tensor([[1, -1]])
    share = np.mean([flip(x).data[0, 0] == -1 for _ in range(2000)])
    assert share == pytest.approx(p, abs=0.05 if 0 < p < 1 else 0)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 3), SEEDS, st.data())
def test_a_crop_is_a_window_of_the_padded_picture(height, width, padding, seed, data):
    size = tuple(data.draw(st.integers(1, length + 2 * padding)) for length in (height, width))
    x = picture(2, height, width)
    padded = np.pad(x.data, [(0, 0), (padding,) * 2, (padding,) * 2])
    places = np.lib.stride_tricks.sliding_window_view(padded, size, axis=(1, 2))
    found = RandomCrop(size, padding, seed)(x).data
    assert found.shape == (2, *size)
    assert any(np.array_equal(found, places[:, top, left]) for top in range(places.shape[1]) for left in range(places.shape[2]))


def test_every_place_of_a_crop_is_equally_likely():
    crop, x = RandomCrop((2, 3), padding=1, seed=0), picture(3, 3)
    counts = Counter(crop(x).data.tobytes() for _ in range(4800))
    # 4 rows by 3 columns, 400 each expected.
    assert len(counts) == 12 and min(counts.values()) > 300 and max(counts.values()) < 500


def test_transforms_return_what_may_be_changed_later():
    x = picture(3, 3)
    before = x.data.copy()
    both = Compose([RandomHorizontalFlip(1), RandomCrop(3)])
    for transform in (RandomHorizontalFlip(1), RandomCrop(3, 0), RandomCrop(2), both):
        transform(x).data[...] = 0
    np.testing.assert_array_equal(x.data, before)


@pytest.mark.parametrize("make, error, words", [
    (lambda: RandomHorizontalFlip(1.5), ValueError, "p must be from 0 to 1"),
    (lambda: RandomHorizontalFlip(-0.1), ValueError, "p must be from 0 to 1"),
    (lambda: RandomCrop(0), ValueError, "size must be a whole number"),
    (lambda: RandomCrop((2, 2, 2)), ValueError, "size must be a whole number or"),
    (lambda: RandomCrop(2, padding=-1), ValueError, "padding must be a whole number"),
    (lambda: RandomCrop(9)(Tensor(np.ones((3, 0)))), ValueError, r"\(9, 9\) does not fit into .* \(11, 8\)"),
    (lambda: RandomCrop(2)(np.ones((3, 3))), TypeError, "ndarray"),
    (lambda: RandomHorizontalFlip()(Tensor(np.ones((2, 3, 4, 4)))), ValueError, "single samples"),
    (lambda: Compose([RandomHorizontalFlip(), "flip"]), TypeError, "transform 1 is a str"),
])
def test_transforms_refuse_what_they_cannot_do(make, error, words):
    with pytest.raises(error, match=words + ".*Fix:"):
        make()


def test_a_transformed_dataset_gives_other_pictures_each_epoch():
    data = TransformedDataset([(picture(4, 4), 7)] * 3, RandomCrop(2, 1, seed=2))
    epochs = [np.concatenate([images.data.reshape(len(images), -1) for images, _ in DataLoader(data, 2)]) for _ in range(2)]
    assert not np.array_equal(*epochs) and labels(DataLoader(data, 2)) == [[7, 7], [7]]


# With the modules before

def test_a_trainer_learns_the_digits_from_shuffled_batches():
    images, digits, test_images, test_digits = load_tinydigits()
    np.random.seed(0)
    model = Sequential(Linear(64, 32), ReLU(), Linear(32, 10))
    trainer = Trainer(model, SGD(model.parameters(), lr=0.05, momentum=0.9), CrossEntropyLoss())
    train = DataLoader(TensorDataset(Tensor(images.reshape(-1, 64)), Tensor(digits)), 32, shuffle=True, seed=0)
    for _ in range(8):
        trainer.train_epoch(train, accumulation_steps=2)
    test = DataLoader(TensorDataset(Tensor(test_images.reshape(-1, 64)), Tensor(test_digits)), 64)
    assert trainer.evaluate(test)[1] > 0.85 and trainer.step == 8 * 16
