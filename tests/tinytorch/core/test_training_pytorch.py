"""Training against PyTorch: from the same weights, on the same batches, the same curve step for step."""
import numpy as np
import pytest

from tinytorch.core.activations import ReLU
from tinytorch.core.layers import Linear, Sequential
from tinytorch.core.losses import CrossEntropyLoss
from tinytorch.core.optimizers import SGD, Adam, AdamW
from tinytorch.core.tensor import Tensor
from tinytorch.core.training import CosineSchedule, Trainer, clip_grad_norm

torch = pytest.importorskip("torch")

OPTIMIZERS = [
    (SGD, torch.optim.SGD, {"lr": 0.1}),
    (SGD, torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.01}),
    (Adam, torch.optim.Adam, {"lr": 0.01}),
    (AdamW, torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.1}),
]


def twins():
    """The same network twice, with the same weights."""
    np.random.seed(0)
    ours = Sequential(Linear(8, 16), ReLU(), Linear(16, 4))
    theirs = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 4))
    with torch.no_grad():
        for layer, twin in zip(ours.layers[::2], theirs[::2], strict=True):
            twin.weight.copy_(torch.from_numpy(layer.weight.data.T.copy()))
            twin.bias.copy_(torch.from_numpy(layer.bias.data))
    return ours, theirs


def batches(count=6, size=10):
    rng = np.random.default_rng(1)
    return [(rng.normal(size=(size, 8)).astype(np.float32), rng.integers(0, 4, size)) for _ in range(count)]


def assert_same_weights(ours, theirs):
    for layer, twin in zip(ours.layers[::2], theirs[::2], strict=True):
        np.testing.assert_allclose(layer.weight.data, twin.weight.detach().numpy().T, rtol=1e-3, atol=1e-5)
        np.testing.assert_allclose(layer.bias.data, twin.bias.detach().numpy(), rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("our_kind, their_kind, settings", OPTIMIZERS)
@pytest.mark.parametrize("limit", [None, 0.5])
def test_the_curve_is_the_same_step_for_step(our_kind, their_kind, settings, limit):
    ours, theirs = twins()
    trainer = Trainer(ours, our_kind(ours.parameters(), **settings), CrossEntropyLoss(), grad_clip_norm=limit)
    optimizer = their_kind(theirs.parameters(), **settings)
    for x, t in batches(30):
        loss = torch.nn.functional.cross_entropy(theirs(torch.from_numpy(x)), torch.from_numpy(t))
        optimizer.zero_grad()
        loss.backward()
        if limit:
            torch.nn.utils.clip_grad_norm_(theirs.parameters(), limit)
        optimizer.step()
        assert trainer.train_epoch([(Tensor(x), Tensor(t))]) == pytest.approx(loss.item(), rel=1e-4)
    assert_same_weights(ours, theirs)


def test_a_scheduled_and_accumulated_run_is_the_same():
    ours, theirs = twins()
    trainer = Trainer(ours, SGD(ours.parameters(), lr=0.2), CrossEntropyLoss(), CosineSchedule(0.2, 0.01, 5))
    optimizer = torch.optim.SGD(theirs.parameters(), lr=0.2)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=5, eta_min=0.01)
    rates = []
    for _ in range(5):
        rates.append(optimizer.param_groups[0]["lr"])
        for number, (x, t) in enumerate(batches()):
            loss = torch.nn.functional.cross_entropy(theirs(torch.from_numpy(x)), torch.from_numpy(t))
            (loss / 3).backward()
            if number % 3 == 2:
                optimizer.step()
                optimizer.zero_grad()
        schedule.step()
        trainer.train_epoch([(Tensor(x), Tensor(t)) for x, t in batches()], accumulation_steps=3)
    assert trainer.history["learning_rates"] == pytest.approx(rates)
    assert_same_weights(ours, theirs)


@pytest.mark.parametrize("limit", [0.1, 1.0, 100.0])
def test_clipping_is_the_same(limit):
    rng = np.random.default_rng(2)
    gradients = [np.asarray(rng.normal(size=shape), dtype=np.float32) for shape in [(3, 4), (5,), ()]]
    ours = [Tensor(np.zeros(g.shape), requires_grad=True) for g in gradients]
    theirs = [torch.zeros(g.shape, requires_grad=True) for g in gradients]
    for one, other, gradient in zip(ours, theirs, gradients, strict=True):
        one.grad, other.grad = gradient.copy(), torch.from_numpy(gradient.copy())
    norm = torch.nn.utils.clip_grad_norm_(theirs, limit).item()
    assert clip_grad_norm(ours, limit) == pytest.approx(norm, rel=1e-5)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one.grad, other.grad.numpy(), rtol=1e-4)
