"""The optimizers against PyTorch, step for step, from the same weights and gradients."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinytorch.core import optimizers
from tinytorch.core.tensor import Tensor

torch = pytest.importorskip("torch", exc_type=ImportError)

SETTINGS = {
    "SGD": [{}, {"momentum": 0.9}, {"weight_decay": 0.1}, {"momentum": 0.5, "weight_decay": 0.3}],
    "Adam": [{}, {"betas": (0.5, 0.9)}, {"betas": (0.0, 0.99), "eps": 1e-3}, {"weight_decay": 0.1}],
    "AdamW": [{}, {"weight_decay": 0.5}, {"weight_decay": 0.0}, {"betas": (0.8, 0.95), "weight_decay": 0.2}],
}
CASES = [(name, options) for name, choices in SETTINGS.items() for options in choices]
each_case = pytest.mark.parametrize("name, options", CASES)
SHAPES = [(), (3,), (2, 3), (0, 4), (2, 1, 3)]


class Pair:
    """The same weights twice, each with its own optimizer."""

    def __init__(self, name, options, starts):
        self.ours = [Tensor(start, requires_grad=True) for start in starts]
        self.theirs = [torch.tensor(start, requires_grad=True) for start in starts]
        self.optimizer = getattr(optimizers, name)(self.ours, **options)
        self.reference = getattr(torch.optim, name)(self.theirs, **options)

    def step(self, gradients):
        for mine, their, gradient in zip(self.ours, self.theirs, gradients, strict=True):
            mine.grad = None if gradient is None else gradient.copy()
            their.grad = None if gradient is None else torch.from_numpy(gradient.copy())
        self.optimizer.step()
        self.reference.step()

    def assert_same(self, message="", rtol=2e-5, atol=2e-6):
        for mine, their in zip(self.ours, self.theirs, strict=True):
            expected = their.detach().numpy()
            np.testing.assert_allclose(mine.data, expected, rtol, atol, err_msg=message, strict=True)


def float32(random, shape, scale=1.0):
    return np.asarray(random.normal(size=shape) * scale, dtype=np.float32)


@each_case
def test_two_hundred_steps(name, options):
    random = np.random.default_rng(0)
    pair = Pair(name, {"lr": 0.02, **options}, [float32(random, shape) for shape in SHAPES])
    for step in range(200):
        pair.step([float32(random, shape) for shape in SHAPES])
        pair.assert_same(f"after step {step + 1}")


@each_case
def test_gradients_that_follow_the_weights(name, options):
    # Errors could grow here, because each gradient is computed from the weights that the last step left.
    steepness = np.array([0.5, 3.0, 10.0], dtype=np.float32)
    pair = Pair(name, {"lr": 0.01, **options}, [np.array([1.0, -2.0, 3.0], dtype=np.float32)])
    for step in range(300):
        pair.step([steepness * pair.ours[0].data])
        pair.assert_same(f"after step {step + 1}", rtol=1e-4, atol=1e-5)


@each_case
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_weights_that_join_late_or_pause(name, options, data):
    random = np.random.default_rng(data.draw(st.integers(0, 2**16)))
    shapes = data.draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3))
    pair = Pair(name, {"lr": 0.05, **options}, [float32(random, shape) for shape in shapes])
    for present in data.draw(st.lists(st.tuples(*[st.booleans()] * len(shapes)), min_size=1, max_size=8)):
        pair.step([float32(random, shape) if here else None
                   for shape, here in zip(shapes, present, strict=True)])
    pair.assert_same()


@each_case
@pytest.mark.parametrize("scale", [1e-20, 1e-6, 1e6])
def test_tiny_and_huge_gradients(name, options, scale):
    random = np.random.default_rng(1)
    pair = Pair(name, {"lr": 0.01, **options}, [float32(random, (4,))])
    for _ in range(20):
        pair.step([float32(random, (4,), scale)])
        pair.assert_same(rtol=1e-4, atol=1e-5)
    assert pair.optimizer.update_counts == [20]


@each_case
def test_a_learning_rate_that_changes(name, options):
    random = np.random.default_rng(2)
    pair = Pair(name, {"lr": 0.1, **options}, [float32(random, (5,))])
    for lr in (0.1, 0.05, 0.0, 0.2):
        pair.optimizer.lr = pair.reference.param_groups[0]["lr"] = lr
        pair.step([float32(random, (5,))])
    pair.assert_same()


def test_state_is_that_of_pytorch():
    random = np.random.default_rng(3)
    pair = Pair("Adam", {}, [float32(random, (3,))])
    for _ in range(10):
        pair.step([float32(random, (3,))])
    state = pair.reference.state[pair.theirs[0]]
    np.testing.assert_allclose(pair.optimizer.m_buffers[0], state["exp_avg"].numpy(), rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(pair.optimizer.v_buffers[0], state["exp_avg_sq"].numpy(), rtol=1e-5, atol=1e-9)
    assert pair.optimizer.update_counts == [int(state["step"])]
