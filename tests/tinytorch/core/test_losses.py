"""The exported losses: values by formula, stability, and the shapes and labels they refuse."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tensor_arrays import RANK_1_UP, arrays

from tinytorch.core.activations import Softmax
from tinytorch.core.losses import (
    BinaryCrossEntropyLoss,
    CrossEntropyLoss,
    MSELoss,
    class_indices,
    log_softmax,
)
from tinytorch.core.tensor import Tensor

NOT_EMPTY = hnp.array_shapes(min_dims=0, max_dims=3, min_side=1, max_side=4)
SCORES = st.floats(-60, 60, width=32, allow_subnormal=False)
PROBABILITIES = st.floats(2.0**-10, 1 - 2.0**-10, width=32)
EXAMPLES = [
    (MSELoss(), [0.5, 0.25], [1, 0]),
    (BinaryCrossEntropyLoss(), [0.5, 0.25], [1, 0]),
    (CrossEntropyLoss(), [[0.5, 0.25]], [1]),
]
each_loss = pytest.mark.parametrize("loss_fn, predictions, targets", EXAMPLES, ids=lambda value: repr(value))


def assert_loss(tensor, expected):
    assert isinstance(tensor, Tensor) and tensor.data.dtype == np.float32 and tensor.shape == ()
    np.testing.assert_allclose(tensor.item(), expected, rtol=1e-5, atol=2e-6)


@given(NOT_EMPTY, st.data())
def test_mse_is_the_mean_of_the_squares(shape, data):
    p, t = data.draw(arrays(shape)), data.draw(arrays(shape))
    assert_loss(MSELoss()(Tensor(p), Tensor(t)), ((p - t) ** 2).mean(dtype=np.float64))


@given(NOT_EMPTY, st.data())
def test_binary_cross_entropy_is_the_mean_negative_log_likelihood(shape, data):
    p = data.draw(arrays(shape, PROBABILITIES))
    t = data.draw(arrays(shape, st.sampled_from([0.0, 0.25, 1.0])))
    q = p.astype(np.float64)
    expected = -(t * np.log(q) + (1 - t) * np.log(1 - q)).mean()
    assert_loss(BinaryCrossEntropyLoss()(Tensor(p), Tensor(t)), expected)


@given(st.integers(1, 6), st.integers(1, 6), st.data())
def test_cross_entropy_is_the_mean_negative_log_likelihood_of_the_right_classes(rows, classes, data):
    scores = data.draw(arrays((rows, classes), SCORES)).astype(np.float64)
    labels = data.draw(hnp.arrays(np.int64, rows, elements=st.integers(0, classes - 1)))
    expected = (np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(rows), labels]).mean()
    assert_loss(CrossEntropyLoss()(Tensor(scores), Tensor(labels)), expected)


@given(arrays(RANK_1_UP, SCORES), st.data())
def test_log_softmax_is_the_logarithm_of_softmax(array, data):
    dim = data.draw(st.integers(-array.ndim, array.ndim - 1))
    result = log_softmax(Tensor(array), dim)
    assert result.shape == array.shape and (result.data <= 0).all()
    np.testing.assert_allclose(np.exp(result.data), Softmax(dim)(Tensor(array)).data, rtol=2e-5, atol=1e-7)


@pytest.mark.parametrize("gap", [100, 1e4, 1e30])
def test_log_softmax_keeps_any_gap(gap):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert log_softmax(Tensor([0, -gap])).data.tolist() == [0, -np.float32(gap)]


def test_log_softmax_keeps_digits_next_to_large_scores():
    near, far = log_softmax(Tensor([0, 1])), log_softmax(Tensor([1e6, 1e6 + 1]))
    np.testing.assert_allclose(far.data, near.data, rtol=1e-6)


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0)])
def test_log_softmax_of_nothing(shape):
    assert log_softmax(Tensor(np.zeros(shape))).shape == shape


def test_log_softmax_of_a_dimension_that_does_not_exist():
    with pytest.raises(ValueError, match="axis 2 does not exist.*Fix:"):
        log_softmax(Tensor([[1.0]]), dim=2)


def test_log_softmax_leaves_its_input_alone():
    x = Tensor([[1.0, 2.0]])
    log_softmax(x).data[...] = 9
    assert x.data.tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize("right, expected", [(0, 0.0), (1, 1e4)])
def test_confident_classifier(right, expected):
    assert CrossEntropyLoss()(Tensor([[1e4, 0]]), Tensor([right])).item() == expected


@pytest.mark.parametrize("p, t, expected", [(0, 0, 0), (1, 1, 0), (0, 1, 16.118), (1, 0, 15.942)])
def test_certain_answers_have_finite_losses(p, t, expected):
    loss = BinaryCrossEntropyLoss()(Tensor([p]), Tensor([t])).item()
    np.testing.assert_allclose(loss, expected, atol=1e-3)


@pytest.mark.parametrize("loss_fn", [MSELoss(), BinaryCrossEntropyLoss()], ids=repr)
@pytest.mark.parametrize("shapes", [((3, 1), (3,)), ((3,), ()), ((2, 3), (3, 2)), ((1, 3), (3,))])
def test_shapes_that_differ_are_refused(loss_fn, shapes):
    p, t = (Tensor(np.full(shape, 0.5)) for shape in shapes)
    with pytest.raises(ValueError, match="same.*Fix:") as raised:
        loss_fn(p, t)
    assert str(shapes[0]) in str(raised.value) and str(shapes[1]) in str(raised.value)


@pytest.mark.parametrize("loss_fn", [MSELoss(), BinaryCrossEntropyLoss()], ids=repr)
@pytest.mark.parametrize("shape", [(0,), (3, 0)])
def test_empty_batches_are_refused(loss_fn, shape):
    with pytest.raises(ValueError, match="empty.*Fix:"):
        loss_fn(Tensor(np.zeros(shape)), Tensor(np.zeros(shape)))


def test_empty_batch_of_a_classifier_is_refused():
    with pytest.raises(ValueError, match="empty.*Fix:"):
        CrossEntropyLoss()(Tensor(np.zeros((0, 3))), Tensor([]))


MISFITS = [((3,), (3,)), ((2, 3, 4), (2,)), ((2, 3), (3,)), ((2, 3), (2, 1))]


@pytest.mark.parametrize("logits, targets", MISFITS)
def test_classifier_shapes_that_do_not_fit_are_refused(logits, targets):
    with pytest.raises(ValueError, match="Rule:.*Fix:"):
        CrossEntropyLoss()(Tensor(np.zeros(logits)), Tensor(np.zeros(targets)))


@pytest.mark.parametrize("label", [-1, 3, 100, np.inf, -np.inf])
def test_classes_that_do_not_exist_are_refused(label):
    words = f"target {label:.0f} is not one of the 3 classes.*from 0, and 3 itself is too large.*Fix:"
    with pytest.raises(IndexError, match=words):
        CrossEntropyLoss()(Tensor([[1, 2, 3], [1, 2, 3]]), Tensor([0, label]))


@pytest.mark.parametrize("label", [0.5, 1.0001, np.nan])
def test_labels_that_are_no_indices_are_refused(label):
    with pytest.raises(ValueError, match="whole numbers.*Fix:"):
        CrossEntropyLoss()(Tensor([[1, 2, 3]]), Tensor([label]))


@given(hnp.arrays(np.int64, st.integers(1, 5), elements=st.integers(0, 49_999)))
def test_labels_become_integers(labels):
    indices = class_indices(Tensor(labels), 50_000)
    assert indices.dtype.kind == "i" and indices.tolist() == labels.tolist()


@pytest.mark.parametrize(
    "p, t, name", [(2.3, 1, "predictions"), (-0.1, 0, "predictions"), (0.5, 2, "targets")])
def test_values_that_are_no_probabilities_are_refused(p, t, name):
    with pytest.raises(ValueError, match=f"among the {name} is no probability.*Fix:"):
        BinaryCrossEntropyLoss()(Tensor([p]), Tensor([t]))


@each_loss
def test_broken_predictions_are_not_hidden(loss_fn, predictions, targets):
    assert np.isnan(loss_fn(Tensor(predictions) * np.nan, Tensor(targets)).item())


@each_loss
@pytest.mark.parametrize("required", [False, True])
def test_requires_grad_is_passed_on(loss_fn, predictions, targets, required):
    x = Tensor(predictions, requires_grad=required)
    assert loss_fn(x, Tensor(targets)).requires_grad is required


@each_loss
def test_forward_is_what_a_call_does(loss_fn, predictions, targets):
    x, t = Tensor(predictions), Tensor(targets)
    assert loss_fn.forward(x, t).item() == loss_fn(x, t).item()


@each_loss
def test_predictions_and_targets_are_left_alone(loss_fn, predictions, targets):
    x, t = Tensor(predictions), Tensor(targets)
    loss_fn(x, t)
    assert (x.data.tolist(), t.data.tolist()) == (predictions, targets)


@each_loss
def test_anything_but_tensors_is_refused(loss_fn, predictions, targets):
    with pytest.raises(TypeError, match=f"{loss_fn!r}"[:-2] + ".*predictions are of type list.*Fix:"):
        loss_fn(predictions, Tensor(targets))
    with pytest.raises(TypeError, match="targets are of type ndarray.*Fix:"):
        loss_fn(Tensor(predictions), np.array(targets))
