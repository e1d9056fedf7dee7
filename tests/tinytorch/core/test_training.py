"""The exported training tools: schedule, clipping, the loop, evaluation, checkpoints, and their errors."""
import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tinytorch.core.activations import ReLU
from tinytorch.core.layers import Dropout, Layer, Linear, Sequential
from tinytorch.core.losses import CrossEntropyLoss, MSELoss
from tinytorch.core.optimizers import SGD, Adam, AdamW
from tinytorch.core.tensor import Tensor
from tinytorch.core.training import (
    CosineSchedule,
    Trainer,
    clip_grad_norm,
    count_correct,
    switch_training,
    trainer_state,
    write_archive,
)

RATES = st.floats(0, 10, allow_subnormal=False)


def network(seed=0, drop=0.0):
    np.random.seed(seed)
    return Sequential(Linear(3, 5), ReLU(), Dropout(drop), Linear(5, 2))


def trainer_of(model, make=SGD, loss_fn=None, scheduler=None, grad_clip_norm=None, **settings):
    optimizer = make(model.parameters(), **{"lr": 0.1, **settings})
    return Trainer(model, optimizer, loss_fn or CrossEntropyLoss(), scheduler, grad_clip_norm)


def data(batches=4, size=6, seed=1):
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(batches, size, 3))
    return [(Tensor(group), Tensor(group.sum(axis=1) > 0)) for group in points]


def weights(trainer):
    return np.concatenate([parameter.data.reshape(-1) for parameter in trainer.model.parameters()])


def parameter(gradient):
    tensor = Tensor(np.zeros(np.shape(gradient)), requires_grad=True)
    tensor.grad = None if gradient is None else np.array(gradient, dtype=np.float32)
    return tensor


# CosineSchedule

@given(RATES, RATES, st.integers(1, 200))
def test_the_rate_falls_between_its_limits(one, other, epochs):
    low, high = sorted([one, other])
    rates = [CosineSchedule(high, low, epochs).get_lr(epoch) for epoch in range(epochs + 1)]
    assert (rates[0], rates[-1]) == (pytest.approx(high), low)
    assert all(later <= earlier + 1e-9 for earlier, later in zip(rates, rates[1:], strict=False))


def test_the_rate_stays_low_after_the_end():
    assert CosineSchedule(1.0, 0.5, 4).get_lr(6) == 0.5


def test_the_defaults_of_the_schedule():
    rates = [CosineSchedule().get_lr(epoch) for epoch in (0, 25, 50, 75, 100)]
    assert rates == pytest.approx([0.1, 0.0868198, 0.055, 0.0231802, 0.01])


@pytest.mark.parametrize("limits", [(0.1, 0.2), (0.1, -0.1), (math.inf, 0), (math.nan, 0), (0.1, math.nan)])
def test_a_schedule_falls(limits):
    with pytest.raises(ValueError, match="cannot fall from.*Rule:.*Fix:"):
        CosineSchedule(*limits)


@pytest.mark.parametrize("epochs", [0, -3, 1.5])
def test_a_schedule_has_whole_epochs(epochs):
    with pytest.raises(ValueError, match=f"total_epochs must be a whole number of at least 1, not {epochs}"):
        CosineSchedule(0.1, 0.0, epochs)


def test_there_is_no_negative_epoch():
    with pytest.raises(ValueError, match="no epoch -1.*Fix:"):
        CosineSchedule().get_lr(-1)


# clip_grad_norm

GRADIENTS = st.lists(hnp.arrays(np.float32, hnp.array_shapes(max_dims=3, max_side=3),
                                elements=st.floats(-100, 100, width=32, allow_subnormal=False)), max_size=4)


@given(GRADIENTS, st.floats(0.1, 100))
def test_clipping_shortens_and_keeps_the_direction(gradients, limit):
    parameters = [parameter(gradient) for gradient in gradients]
    before = np.concatenate([[0.0], *[gradient.reshape(-1) for gradient in gradients]]).astype(np.float64)
    norm = clip_grad_norm(parameters, limit)
    after = np.concatenate([[0.0], *[each.grad.reshape(-1) for each in parameters]])
    assert norm == pytest.approx(np.linalg.norm(before))
    np.testing.assert_allclose(after, before * min(1, limit / norm if norm else 1), rtol=1e-5, atol=1e-30)
    assert all(each.grad.dtype == np.float32 for each in parameters)


def test_clipping_leaves_what_has_no_gradient():
    nothing, something = parameter(None), parameter([3.0, 4.0])
    assert clip_grad_norm([nothing, something]) == 5
    assert nothing.grad is None
    np.testing.assert_allclose(something.grad, [0.6, 0.8], rtol=1e-6)


def test_a_norm_at_the_limit_is_not_clipped():
    exact = parameter([3.0, 4.0])
    kept = exact.grad
    assert clip_grad_norm([exact], 5.0) == 5
    assert exact.grad is kept


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_gradients_that_are_not_finite_are_reported(bad):
    broken = parameter([2.0, bad])
    assert not math.isfinite(clip_grad_norm([broken]))
    np.testing.assert_array_equal(broken.grad, np.array([2.0, bad], dtype=np.float32))


def test_gradients_that_are_tensors_are_clipped_like_arrays():
    nothing, array, tensor = parameter(None), parameter([3.0]), parameter([4.0])
    tensor.grad = Tensor(tensor.grad)
    assert clip_grad_norm([nothing, array, tensor]) == 5
    assert nothing.grad is None
    np.testing.assert_allclose([array.grad, tensor.grad], [[0.6], [0.8]], rtol=1e-6)
    assert isinstance(tensor.grad, np.ndarray)


def test_huge_gradients_do_not_overflow():
    huge = parameter([3e38, 0.0])
    assert clip_grad_norm([huge], 2.0) == pytest.approx(3e38)
    np.testing.assert_allclose(huge.grad, [2, 0], rtol=1e-6)


@pytest.mark.parametrize("limit", [0, -1, math.nan])
def test_the_limit_is_above_0(limit):
    with pytest.raises(ValueError, match=f"max_norm must be above 0, not {limit}. Fix:"):
        clip_grad_norm([], limit)


# Training

@pytest.mark.parametrize("make", [SGD, Adam, AdamW])
def test_training_lowers_the_loss(make):
    trainer = trainer_of(network(), make)
    losses = [trainer.train_epoch(data()) for _ in range(20)]
    assert losses[-1] < losses[0] / 2
    assert trainer.history["train_loss"] == losses
    assert (trainer.epoch, trainer.step) == (20, 80)


@pytest.mark.parametrize("parts", [2, 3, 4])
@pytest.mark.parametrize("limit", [None, 0.01])
def test_accumulation_is_one_large_batch(parts, limit):
    small = data(parts)
    inputs, targets = (np.concatenate([pair[place].data for pair in small]) for place in (0, 1))
    large = [(Tensor(inputs), Tensor(targets))]
    one, many = trainer_of(network(), grad_clip_norm=limit), trainer_of(network(), grad_clip_norm=limit)
    loss, other = one.train_epoch(large), many.train_epoch(small, accumulation_steps=parts)
    np.testing.assert_allclose(weights(many), weights(one), rtol=1e-4, atol=1e-6)
    assert other == pytest.approx(loss, rel=1e-5)
    assert many.step == 1


@pytest.mark.parametrize("batches, group, steps", [(5, 2, 3), (4, 2, 2), (3, 10, 1), (3, 1, 3)])
def test_steps_per_epoch(batches, group, steps):
    trainer = trainer_of(network())
    trainer.train_epoch(data(batches), accumulation_steps=group)
    assert trainer.step == steps


def test_the_rest_of_the_batches_is_averaged_over_itself():
    batches = data(3)
    grouped, by_hand = trainer_of(network()), trainer_of(network())
    grouped.train_epoch(batches, accumulation_steps=2)
    by_hand.train_epoch(batches[:2], accumulation_steps=2)
    by_hand.train_epoch(batches[2:])
    np.testing.assert_array_equal(weights(grouped), weights(by_hand))


def test_every_epoch_has_its_rate():
    trainer = trainer_of(network(), scheduler=CosineSchedule(0.2, 0.0, 2), lr=9.0)
    for _ in range(3):
        trainer.train_epoch(data())
    assert trainer.history["learning_rates"] == pytest.approx([0.2, 0.1, 0.0])
    assert trainer.optimizer.lr == 0


def test_clipping_limits_the_step():
    trainer = trainer_of(network(), lr=1.0, grad_clip_norm=0.125)
    before = weights(trainer)
    trainer.train_epoch(data(1))
    assert np.linalg.norm(weights(trainer) - before) == pytest.approx(0.125, rel=1e-4)


def by_hand():
    """A model y = 1 * x with squared errors that do not change, and two batches with errors 1, 9 and 4."""
    model = Linear(1, 1, bias=False)
    model.weight.data[...] = 1
    trainer = trainer_of(model, loss_fn=MSELoss(), lr=0.0)
    return trainer, [(Tensor([[1.0], [3.0]]), Tensor([[0.0], [0.0]])), (Tensor([[2.0]]), Tensor([[0.0]]))]


def test_losses_by_hand():
    trainer, batches = by_hand()
    assert trainer.train_epoch(batches) == pytest.approx(14 / 3)
    assert trainer.evaluate(batches)[0] == pytest.approx(14 / 3)


def test_accuracy_by_hand():
    trainer, _ = by_hand()
    yes_or_no = [(Tensor([[0.9], [0.2]]), Tensor([[1], [1]])), (Tensor([[0.1]]), Tensor([[0]]))]
    assert trainer.evaluate(yes_or_no)[1] == pytest.approx(2 / 3)


def test_one_update_is_one_batch_unless_told_otherwise():
    trainer, _ = by_hand()
    trainer.optimizer.lr = 0.5
    trainer.model.weight.grad = np.array([[1.0]], dtype=np.float32)
    trainer.update()
    assert weights(trainer) == [0.5]


def test_a_new_trainer_is_in_training():
    assert by_hand()[0].training_mode is True


def test_the_mean_is_over_examples():
    trainer = trainer_of(network(), lr=0.0)
    x, t = data(1, 7)[0]
    whole, split = trainer.train_epoch([(x, t)]), trainer.train_epoch([(x[:6], t[:6]), (x[6:], t[6:])])
    assert split == pytest.approx(whole, rel=1e-5)


def test_old_gradients_are_cleared():
    clean, dirty = trainer_of(network()), trainer_of(network())
    for each in dirty.model.parameters():
        each.grad = np.ones_like(each.data)
    clean.train_epoch(data())
    dirty.train_epoch(data())
    np.testing.assert_array_equal(weights(dirty), weights(clean))


@pytest.mark.parametrize("batches", [[], (), iter(())])
def test_no_batches_are_no_epoch(batches):
    trainer = trainer_of(network())
    with pytest.raises(ValueError, match="gave no batches: nothing to train on.*Fix:"):
        trainer.train_epoch(batches)
    assert (trainer.epoch, trainer.step, trainer.history["train_loss"]) == (0, 0, [])


@pytest.mark.parametrize("limit", [None, 1.0, 100.0])
@pytest.mark.parametrize("batches", [1, 3])
def test_an_update_reads_gradients_that_are_tensors(batches, limit):
    arrays, tensors = trainer_of(network(), grad_clip_norm=limit), trainer_of(network(), grad_clip_norm=limit)
    for left, right in zip(arrays.model.parameters(), tensors.model.parameters(), strict=True):
        left.grad, right.grad = np.full_like(left.data, -3.0), Tensor(np.full_like(left.data, -3.0))
    before = weights(arrays)
    arrays.update(batches)
    tensors.update(batches)
    assert (weights(arrays) > before).all()
    np.testing.assert_array_equal(weights(tensors), weights(arrays))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_loss_that_is_not_finite_stops_the_run(bad):
    trainer = trainer_of(Linear(1, 1), loss_fn=MSELoss(), lr=0.0)
    good, broken = (Tensor([[1.0]]), Tensor([[1.0]])), (Tensor([[1.0]]), Tensor([[bad]]))
    with pytest.raises(FloatingPointError, match=f"the loss of batch 1 is {bad}: no step was made. Fix:"):
        trainer.train_epoch([good, broken])
    assert np.isfinite(weights(trainer)).all()


def test_gradients_that_are_not_finite_stop_the_run():
    trainer = trainer_of(network(), grad_clip_norm=1.0)
    trainer.model.parameters()[0].grad = np.full((3, 5), np.inf, dtype=np.float32)
    with pytest.raises(FloatingPointError, match="the norm of the gradients is inf"):
        trainer.update()
    assert trainer.step == 0


@pytest.mark.parametrize("steps", [0, -1, 1.5])
def test_accumulation_steps_are_whole(steps):
    with pytest.raises(ValueError, match=f"accumulation_steps must be a whole number.*, not {steps}"):
        trainer_of(network()).train_epoch(data(), accumulation_steps=steps)


def test_an_optimizer_of_another_model_is_refused():
    optimizer = SGD(network().parameters())
    with pytest.raises(ValueError, match="none of the parameters of this model.*Fix:"):
        Trainer(network(), optimizer, MSELoss())


def test_an_optimizer_of_a_part_is_accepted():
    model = network()
    trainer = Trainer(model, SGD(model.layers[3].parameters(), lr=0.1), CrossEntropyLoss())
    frozen = model.layers[0].weight.data.copy()
    learned = model.layers[3].weight.data.copy()
    trainer.train_epoch(data())
    np.testing.assert_array_equal(model.layers[0].weight.data, frozen)
    assert not np.array_equal(model.layers[3].weight.data, learned)


# The switch and evaluation

class Plain:
    """A model that is no Layer."""

    def __init__(self):
        self.inner, self.more, self.name = network(drop=0.5), [Dropout(0.5)], "plain"

    def forward(self, x):
        return self.inner(x)

    def parameters(self):
        return self.inner.parameters()


@pytest.mark.parametrize("mode", [True, False])
def test_the_switch_reaches_layers_in_any_model(mode):
    model = Plain()
    switch_training(model, not mode)
    switch_training(model, mode)
    assert [model.training, model.inner.layers[2].training, model.more[0].training] == [mode] * 3


@pytest.mark.parametrize("make_model", [lambda: network(drop=0.5), Plain])
def test_evaluation_switches_dropout_off_and_training_on(make_model):
    model = make_model()
    trainer = trainer_of(model)
    assert trainer.evaluate(data()) == trainer.evaluate(data())
    assert (model.training, trainer.training_mode) == (False, False)
    trainer.train_epoch(data())
    assert (model.training, trainer.training_mode) == (True, True)


def test_evaluation_changes_nothing_but_its_history():
    trainer = trainer_of(network())
    before = weights(trainer)
    loss, accuracy = trainer.evaluate(data())
    np.testing.assert_array_equal(weights(trainer), before)
    assert all(each.grad is None for each in trainer.model.parameters())
    assert (trainer.epoch, trainer.step, trainer.history["eval_loss"]) == (0, 0, [loss])
    assert 0 <= accuracy <= 1


def test_evaluation_does_not_depend_on_the_batches():
    trainer = trainer_of(network())
    x, t = data(1, 10)[0]
    whole = trainer.evaluate([(x, t)])
    split = trainer.evaluate([(x[:1], t[:1]), (x[1:8], t[1:8]), (x[8:], t[8:])])
    assert split == pytest.approx(whole, rel=1e-5)


def test_evaluation_records_no_graph():
    class Spy(Layer):
        def forward(self, x):
            self.output = x * Tensor(2.0, requires_grad=True)
            return self.output

        def parameters(self):
            return [shared]

    shared = Tensor([1.0], requires_grad=True)
    trainer = trainer_of(Spy(), loss_fn=MSELoss())
    trainer.evaluate([(Tensor([[1.0]]), Tensor([[1.0]]))])
    assert not trainer.model.output.requires_grad


def test_evaluation_needs_batches():
    with pytest.raises(ValueError, match="gave no batches: nothing to evaluate.*Fix:"):
        trainer_of(network()).evaluate([])


def test_evaluation_without_classes_has_no_accuracy():
    trainer = trainer_of(Linear(1, 1), loss_fn=MSELoss())
    assert trainer.evaluate([(Tensor([[1.0]]), Tensor([[2.5]]))])[1] == 0.0


@pytest.mark.parametrize("outputs, targets, expected", [
    ([[1, 2], [3, 0]], [1, 1], (1, 2)),
    ([[1, 2], [3, 0], [1, 2]], [[0, 1], [0, 1], [0, 1]], (2, 3)),
    ([[1, 2], [3, 0]], [[0.5, 0.5], [0, 1]], (0, 0)),
    ([[1, 2], [3, 0]], [[1, 1], [0, 1]], (0, 0)),
    ([[1, 2], [3, 0]], [[0, 0], [0, 1]], (0, 0)),
    ([[0.5], [0.4], [0.9]], [[1], [1], [0]], (1, 3)),
    ([0.5, 0.4], [1, 0], (2, 2)),
    ([[0.5]], [[0.5]], (0, 0)),
    ([[0.5]], [1], (0, 0)),
    ([[[1, 2], [2, 1]]], [[1, 1]], (1, 2)),
    (np.zeros((0, 3)), np.zeros(0), (0, 0)),
])
def test_right_answers_are_counted(outputs, targets, expected):
    assert count_correct(Tensor(outputs), Tensor(targets)) == expected


# Checkpoints

def test_a_single_number_keeps_an_array_as_its_gradient():
    one = parameter(4.0)
    clip_grad_norm([one], 2.0)
    assert isinstance(one.grad, np.ndarray) and (one.grad.shape, one.grad.dtype, float(one.grad)) == ((), np.float32, 2.0)


def test_settings_and_a_numpy_learning_rate_come_back(tmp_path):
    first, second = trainer_of(network(), Adam, lr=np.float32(0.25), betas=(0.5, 0.75)), trainer_of(network(1), Adam)
    first.save_checkpoint(tmp_path / "run")
    second.load_checkpoint(tmp_path / "run")
    assert (second.optimizer.lr, second.optimizer.beta1, second.optimizer.beta2) == (0.25, 0.5, 0.75)


def test_a_buffer_of_another_shape_is_refused_before_any_change(tmp_path):
    first, second = trainer_of(network(), momentum=0.9), trainer_of(network(1), momentum=0.9)
    first.train_epoch(data())
    first.optimizer.momentum_buffers[-1] = np.zeros((1, 2), dtype=np.float32)
    first.save_checkpoint(tmp_path / "run")
    before = weights(second)
    with pytest.raises(ValueError, match=r"momentum_buffers_3 in the checkpoint \(1, 2\)"):
        second.load_checkpoint(tmp_path / "run")
    assert np.array_equal(weights(second), before)


def without(key, facts):
    return {name: value for name, value in facts.items() if name != key}


def changed(facts, arrays, spoil):
    """The file's two parts after `spoil`, the name of a fact or array and its new value; None: it is taken away."""
    name, value = spoil
    if name in arrays:
        return facts, {**without(name, arrays), **({} if value is None else {name: value})}
    if name in facts["settings"]:
        return {**facts, "settings": {**without(name, facts["settings"]), **({} if value is None else {name: value})}}, arrays
    return {**without(name, facts), **({} if value is None else {name: value})}, arrays


FACTS = ["epoch", "step", "history", "training_mode", "optimizer", "lr", "settings", "step_count", "update_counts"]
SPOILED = [
    *((name, None) for name in (*FACTS, "beta1", "beta2", "eps", "weight_decay", "parameter_0", "parameter_3")),
    ("epoch", 1.5), ("epoch", True), ("step", "4"), ("step_count", [4]), ("lr", "small"), ("lr", False), ("training_mode", 1),
    ("settings", []), ("beta2", "0.9"), ("history", []), ("history", {"train_loss": [], "eval_loss": []}),
    ("history", {"train_loss": ["low"], "eval_loss": [], "learning_rates": []}),
    ("update_counts", [4, 4, 4]), ("update_counts", [4, 4, 4, 1.5]), ("update_counts", 4),
    ("parameter_3", np.array(["a", "b"])), ("parameter_3", np.zeros((1, 2))), ("v_buffers_3", np.array(["a", "b"])),
    ("m_buffers_3", np.zeros((1, 2))),
]


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: f"{spoil[0]} {spoil[1]}")
def test_an_incomplete_checkpoint_is_refused_before_any_change(tmp_path, spoil):
    first, second = trainer_of(network(), Adam), trainer_of(network(1), Adam)
    first.train_epoch(data())
    write_archive(tmp_path / "run", *changed(*trainer_state(first), spoil))
    weights_before, facts_before = weights(second), repr(trainer_state(second)[0])
    with pytest.raises(ValueError, match="Fix:"):
        second.load_checkpoint(tmp_path / "run")
    np.testing.assert_array_equal(weights(second), weights_before)
    assert repr(trainer_state(second)[0]) == facts_before


def test_a_checkpoint_of_an_optimizer_of_a_part_comes_back(tmp_path):
    def start(seed):
        model = network(seed)
        return Trainer(model, Adam(model.layers[3].parameters(), lr=0.1), CrossEntropyLoss())

    first, second = start(0), start(1)
    first.train_epoch(data())
    first.save_checkpoint(tmp_path / "run")
    second.load_checkpoint(tmp_path / "run")
    for trainer in (first, second):
        trainer.train_epoch(data())
    np.testing.assert_array_equal(weights(second), weights(first))


OPTIMIZERS = [(SGD, {}), (SGD, {"momentum": 0.9}), (Adam, {}), (AdamW, {"weight_decay": 0.1})]


@pytest.mark.parametrize("make, settings", OPTIMIZERS)
@pytest.mark.parametrize("epochs", [0, 2])
def test_a_run_continues_as_if_nothing_had_happened(tmp_path, make, settings, epochs):
    def start(seed):
        return trainer_of(network(seed), make, scheduler=CosineSchedule(0.1, 0.0, 5), **settings)

    straight, first, second = start(0), start(0), start(1)
    second.train_epoch(data(seed=5))
    for _ in range(epochs):
        straight.train_epoch(data())
        first.train_epoch(data())
    first.save_checkpoint(tmp_path / "new" / "deeper" / "run.ckpt")
    second.load_checkpoint(tmp_path / "new" / "deeper" / "run.ckpt")
    assert second.history == first.history
    for trainer in (straight, second):
        trainer.train_epoch(data())
        trainer.train_epoch(data())
    np.testing.assert_array_equal(weights(second), weights(straight))
    assert second.history == straight.history
    assert (second.epoch, second.step) == (straight.epoch, straight.step)


def test_a_checkpoint_restores_the_switch_and_the_rate(tmp_path):
    first, second = trainer_of(network(drop=0.5), lr=0.25), trainer_of(network(drop=0.5))
    first.evaluate(data())
    first.save_checkpoint(tmp_path / "run.ckpt")
    second.load_checkpoint(str(tmp_path / "run.ckpt"))
    assert second.optimizer.lr == 0.25
    assert (second.training_mode, second.model.layers[2].training) == (False, False)


def test_saving_replaces_the_old_file_and_leaves_no_draft(tmp_path):
    trainer = trainer_of(network())
    trainer.save_checkpoint(tmp_path / "run.ckpt")
    trainer.train_epoch(data())
    trainer.save_checkpoint(tmp_path / "run.ckpt")
    other = trainer_of(network(1))
    other.load_checkpoint(tmp_path / "run.ckpt")
    assert other.epoch == 1
    assert [file.name for file in tmp_path.iterdir()] == ["run.ckpt"]


def test_a_failed_save_keeps_the_old_file(tmp_path, monkeypatch):
    trainer = trainer_of(network())
    trainer.save_checkpoint(tmp_path / "run.ckpt")
    old = (tmp_path / "run.ckpt").read_bytes()

    def disk_full(file, **arrays):
        file.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(np, "savez", disk_full)
    with pytest.raises(OSError, match="disk full"):
        trainer.save_checkpoint(tmp_path / "run.ckpt")
    assert (tmp_path / "run.ckpt").read_bytes() == old


def test_a_missing_checkpoint(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no checkpoint .*run.ckpt. Fix:"):
        trainer_of(network()).load_checkpoint(tmp_path / "run.ckpt")


class Trap:
    def __reduce__(self):
        return exec, ("raise SystemExit('code in a checkpoint was run')",)


def trap_in_archive(file):
    np.savez(file, facts=np.array([Trap()], dtype=object))


@pytest.mark.parametrize("write", [
    lambda file: None,
    lambda file: file.write(b"not an archive"),
    lambda file: pickle.dump(Trap(), file),
    trap_in_archive,
    lambda file: np.save(file, np.zeros(3)),
    lambda file: np.savez(file, numbers=np.zeros(3)),
    lambda file: np.savez(file, facts=np.array("no json")),
    lambda file: np.savez(file, facts=np.array("[]")),
], ids=["empty", "text", "pickle", "pickle in an archive", "one array", "no facts", "no json", "a list of facts"])
def test_what_is_no_checkpoint_is_refused_and_not_run(tmp_path, write):
    with open(tmp_path / "run.ckpt", "wb") as file:
        write(file)
    with pytest.raises(ValueError, match="run.ckpt is not a checkpoint of a Trainer, or it is damaged. Fix:"):
        trainer_of(network()).load_checkpoint(tmp_path / "run.ckpt")


def misfit(case):
    model = network(1)
    if case == "optimizer":
        return trainer_of(model, Adam)
    if case == "parameters":
        return trainer_of(Sequential(model.layers[0], ReLU(), Linear(5, 2, bias=False)))
    return trainer_of(Sequential(model.layers[0], ReLU(), Linear(5, 3)))


@pytest.mark.parametrize("case, message", [
    ("optimizer", "made with SGD, this trainer has Adam. Fix:"),
    ("parameters", "holds 4 parameters, this model has 3. Fix:"),
    ("shape", r"parameter 2 has shape \(5, 3\), parameter_2 in the checkpoint \(5, 2\). Fix:"),
])
def test_a_checkpoint_that_does_not_fit_changes_nothing(tmp_path, case, message):
    trainer_of(network()).save_checkpoint(tmp_path / "run.ckpt")
    other = misfit(case)
    before = weights(other)
    with pytest.raises(ValueError, match=message):
        other.load_checkpoint(tmp_path / "run.ckpt")
    np.testing.assert_array_equal(weights(other), before)
