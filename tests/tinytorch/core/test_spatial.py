"""The exported layers for pictures: shapes, values and gradients by finite differences; against PyTorch if it is there."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinytorch import SGD, CrossEntropyLoss, Linear, ReLU, Sequential, Tensor, Trainer, no_grad, numerical_gradient
from tinytorch.core import spatial
from tinytorch.core.spatial import AvgPool2d, Conv2d, Flatten, MaxPool2d, columns, conv2d_loops, conv2d_macs, fold, windows

PAIRS = st.tuples(st.integers(1, 3), st.integers(1, 3))
SEEDS = st.integers(0, 2**32)


@pytest.fixture
def torch():
    return pytest.importorskip("torch")


@st.composite
def settings_of_a_window(draw, half=False):
    """Kernel, stride and padding, each a pair; with `half`, padding is at most half of the kernel."""
    kernel = draw(PAIRS)
    padding = tuple(draw(st.integers(0, length // 2 if half else 2)) for length in kernel)
    return kernel, draw(PAIRS), padding


SHAPES = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(3, 8), st.integers(3, 8))


def numbers(shape, seed, ties=False):
    drawn = np.random.default_rng(seed).normal(size=shape)
    return (np.round(drawn) if ties else drawn).astype(np.float32)


def assert_as_in_pytorch(torch, ours, theirs, array, tolerance=1e-3):
    """The same output, the same gradient of x, and the same gradients of all parameters, in order."""
    x, twin = Tensor(array, requires_grad=True), torch.tensor(array, requires_grad=True)
    result, expected = ours(x), theirs(twin)
    np.testing.assert_allclose(result.data, expected.detach().numpy(), rtol=tolerance, atol=1e-4, strict=True)
    gradient = numbers(result.shape, 1)
    result.backward(gradient)
    expected.backward(torch.from_numpy(gradient))
    pairs = [(x, twin), *zip(ours.parameters(), theirs.parameters(), strict=True)]
    for one, other in pairs:
        np.testing.assert_allclose(one.grad, other.grad.numpy(), rtol=tolerance, atol=1e-3, strict=True)


@given(SHAPES, settings_of_a_window(), st.integers(1, 4), st.booleans(), SEEDS)
@settings(max_examples=60, deadline=None)
def test_convolutions_against_pytorch(shape, window, kernels, bias, seed):
    torch = pytest.importorskip("torch")
    kernel, stride, padding = window
    ours = Conv2d(shape[1], kernels, kernel, stride, padding, bias=bias)
    theirs = torch.nn.Conv2d(shape[1], kernels, kernel, stride, padding, bias=bias)
    with torch.no_grad():
        for one, other in zip(ours.parameters(), theirs.parameters(), strict=True):
            one.data[...] = numbers(one.shape, seed)
            other.copy_(torch.from_numpy(one.data))
    assert_as_in_pytorch(torch, ours, theirs, numbers(shape, seed + 1))


@pytest.mark.parametrize("ties", [False, True])
@given(shape=SHAPES, window=settings_of_a_window(half=True), seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_pooling_against_pytorch(ties, shape, window, seed):
    torch = pytest.importorskip("torch")
    array = numbers(shape, seed, ties)
    assert_as_in_pytorch(torch, MaxPool2d(*window), torch.nn.MaxPool2d(*window), array)
    assert_as_in_pytorch(torch, AvgPool2d(*window), torch.nn.AvgPool2d(*window), array)


@given(SHAPES, settings_of_a_window(), SEEDS)
@settings(max_examples=40, deadline=None)
def test_columns_and_fold_against_pytorch(shape, window, seed):
    torch = pytest.importorskip("torch")
    kernel, stride, _ = window
    matrix = columns(numbers(shape, seed), kernel, stride)
    expected = torch.nn.functional.unfold(torch.from_numpy(numbers(shape, seed)), kernel, stride=stride)
    np.testing.assert_array_equal(matrix, expected.numpy())
    back = torch.nn.functional.fold(expected, shape[2:], kernel, stride=stride)
    np.testing.assert_allclose(fold(matrix, shape, kernel, stride), back.numpy(), rtol=1e-5, atol=1e-5)


@given(SHAPES, settings_of_a_window(), SEEDS)
@settings(max_examples=20, deadline=None)
def test_fold_is_the_transpose_of_columns(shape, window, seed):
    kernel, stride, _ = window
    x = numbers(shape, seed)
    matrix = numbers(columns(x, kernel, stride).shape, seed + 1)
    np.testing.assert_allclose((columns(x, kernel, stride) * matrix).sum(dtype=np.float64),
                               (x * fold(matrix, shape, kernel, stride)).sum(dtype=np.float64), rtol=1e-3, atol=1e-3)


@given(SHAPES, PAIRS, st.integers(1, 3), st.integers(1, 2), SEEDS)
@settings(max_examples=20, deadline=None)
def test_loops_layer_and_formula_agree(shape, kernel, stride, kernels, seed):
    layer = Conv2d(shape[1], kernels, kernel, stride, bias=False)
    x = Tensor(numbers(shape, seed))
    y, count = conv2d_loops(x, layer.weight, stride)
    np.testing.assert_allclose(y.data, layer(x).data, rtol=1e-4, atol=1e-4, strict=True)
    assert count == conv2d_macs(shape, layer.weight.shape, stride)


@pytest.mark.parametrize("layer", [
    Conv2d(2, 3, (2, 3), (2, 1), (1, 1)), MaxPool2d((2, 3), 1, (1, 1)), AvgPool2d((2, 3), 1, (1, 1)), Flatten(),
], ids=lambda layer: type(layer).__name__)
def test_gradients_by_finite_differences(layer):
    # All of them are made of straight lines; the maxima of numbers that differ by 1 do not change for steps of a quarter.
    x = Tensor(np.random.default_rng(2).permutation(40).reshape(1, 2, 4, 5) - 20.0, requires_grad=True)
    weights = Tensor(numbers(layer(x).shape, 3))
    (layer(x) * weights).sum().backward()
    for tensor in (x, *layer.parameters()):
        with no_grad():
            measured = numerical_gradient(lambda _: (layer(x) * weights).sum(), tensor, step=0.25)
        np.testing.assert_allclose(tensor.grad, measured, rtol=1e-2, atol=1e-3)


@pytest.mark.parametrize("shape, weight, count", [
    ((128, 3, 32, 32), (32, 3, 5, 5), 240_844_800),
    ((32, 3, 224, 224), (64, 3, 3, 3), 32 * 64 * 222 * 222 * 27),
])
def test_the_work_of_the_papers_batch(shape, weight, count):
    assert conv2d_macs(shape, weight) == count


def test_the_parameters_of_the_papers_layers():
    conv, dense = (sum(each.size for each in layer.parameters()) for layer in (Conv2d(3, 32, 3), Linear(3072, 32)))
    assert (conv, dense, dense // conv) == (896, 98_336, 109)


def test_he_initialization_keeps_the_size_of_numbers_through_relu():
    np.random.seed(0)
    x = Tensor(np.random.randn(4, 16, 12, 12))
    for _ in range(8):
        x = ReLU()(Conv2d(16, 16, 3, padding=1)(x))
    assert 0.1 < float(np.sqrt((x.data ** 2).mean())) < 3


def test_a_picture_that_moves_has_a_map_that_moves():
    layer = Conv2d(2, 3, 3)
    x = numbers((1, 2, 8, 9), 4)
    np.testing.assert_allclose(layer(Tensor(x)).data[..., 1:], layer(Tensor(x[..., 1:])).data, rtol=1e-4, atol=1e-5)


def test_windows_copy_nothing_and_are_locked():
    x = numbers((2, 3, 6, 6), 5)
    view = windows(x, (3, 3), (2, 2))
    assert np.shares_memory(view, x) and view.flags.writeable is False


@pytest.mark.parametrize("layer, shape", [(Conv2d(2, 3, 3, padding=1), (0, 3, 5, 4)), (MaxPool2d(2), (0, 2, 2, 2)),
                                          (AvgPool2d(2), (0, 2, 2, 2)), (Flatten(), (0, 40))],
                         ids=["Conv2d", "MaxPool2d", "AvgPool2d", "Flatten"])
def test_a_batch_of_no_pictures(layer, shape):
    x = Tensor(np.zeros((0, 2, 5, 4)), requires_grad=True)
    y = layer(x)
    assert y.shape == shape
    y.sum().backward()
    assert x.grad.shape == x.shape


@pytest.mark.parametrize("layer", [Conv2d(2, 2, 1), MaxPool2d(1), AvgPool2d(1)], ids=["Conv2d", "MaxPool2d", "AvgPool2d"])
def test_results_have_memory_of_their_own(layer):
    x = Tensor(numbers((1, 2, 3, 3), 6))
    assert not np.shares_memory(layer(x).data, x.data)


def test_gradients_add_up_where_a_layer_is_used_twice():
    layer, x = Conv2d(2, 2, 3, padding=1), Tensor(numbers((1, 2, 4, 4), 7))
    layer(x).sum().backward()
    once = layer.weight.grad.copy()
    layer(x).sum().backward()
    np.testing.assert_allclose(layer.weight.grad, 2 * once, rtol=1e-5)


def test_what_requires_no_gradient_costs_none(monkeypatch):
    layer, x = Conv2d(2, 2, 3), Tensor(numbers((1, 2, 4, 4), 8))
    called = []
    monkeypatch.setattr(spatial, "fold", lambda *_: called.append("fold"))
    layer(x).sum().backward()
    assert called == [] and x.grad is None and layer.weight.grad.any()


def test_training_changes_kernels_and_lowers_the_loss():
    np.random.seed(0)
    model = Sequential(Conv2d(1, 4, 3), ReLU(), MaxPool2d(2), Flatten(), Linear(16, 2))
    before = model.layers[0].weight.data.copy()
    trainer = Trainer(model, SGD(model.parameters(), lr=0.1), CrossEntropyLoss())
    # Stripes that lie, and stripes that stand.
    lying = np.tile([[1.0], [-1.0]], (3, 6))
    batch = (Tensor(np.stack([lying, lying.T] * 4)[:, None]), Tensor([0, 1] * 4))
    losses = [trainer.train_epoch([batch]) for _ in range(20)]
    assert losses[-1] < 0.2 * losses[0] and not np.array_equal(before, model.layers[0].weight.data)


@pytest.mark.parametrize("make, words", [
    (lambda: Conv2d(1, 1, (1, 2, 3)), "kernel_size must be a whole number or two"),
    (lambda: Conv2d(1, 1, 3, padding=True), "padding must be a whole number"),
    (lambda: Conv2d(1, 1, 3, stride=(1, 0)), "stride must be a whole number"),
    (lambda: MaxPool2d(3, padding=2), r"padding \(2, 2\) is more than half of the kernel \(3, 3\)"),
    (lambda: AvgPool2d(2)(Tensor(np.zeros((1, 1, 1, 4)))), "length 2 does not fit into a padded length of 1"),
    (lambda: Conv2d(2, 1, 3)(Tensor(np.zeros((1, 3, 4, 4)))), r"\(1, 3, 4, 4\).* 3 channels, here 2"),
])
def test_what_is_refused(make, words):
    with pytest.raises(ValueError, match=words + ".*Fix:"):
        make()
