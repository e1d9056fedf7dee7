"""Values of Module 07 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays.
"""


def a_trainer(rng, Trainer, SGD, Linear, MSELoss, **settings):
    """A trainer of a random linear layer."""
    model = Linear(3, 2)
    for tensor in model.parameters():
        tensor.data[...] = rng.normal(size=tensor.shape)
    return Trainer(model, SGD(model.parameters(), lr=0.05), MSELoss(), **settings)


def batches(rng, Tensor, count):
    return [(Tensor(rng.normal(size=(4, 3))), Tensor(rng.normal(size=(4, 2)))) for _ in range(count)]


def weights(trainer):
    return [tensor.data for tensor in trainer.model.parameters()]


def learning_rates(rng, CosineSchedule):
    # above 0: learning rates
    low, high = float(rng.uniform(0.01, 0.1)), float(rng.uniform(0.5, 1))
    schedule = CosineSchedule(max_lr=high, min_lr=low, total_epochs=10)
    return [schedule.get_lr(epoch) for epoch in range(10)]


def clipped(rng, Tensor, clip_grad_norm):
    tensors = [Tensor(rng.normal(size=shape), requires_grad=True) for shape in ((3, 2), (4,))]
    for tensor in tensors:
        tensor.grad = rng.normal(size=tensor.shape).astype("float32") * 9
    return [clip_grad_norm(tensors, 1.5), *(tensor.grad for tensor in tensors)]


def a_step(rng, Trainer, SGD, Linear, MSELoss):
    trainer = a_trainer(rng, Trainer, SGD, Linear, MSELoss)
    for tensor in trainer.model.parameters():
        tensor.grad = rng.normal(size=tensor.shape).astype("float32")
    trainer.update()
    return weights(trainer)


def an_epoch(rng, Tensor, Trainer, SGD, Linear, MSELoss):
    trainer = a_trainer(rng, Trainer, SGD, Linear, MSELoss)
    loss = trainer.train_epoch(batches(rng, Tensor, 3))
    return [loss, *weights(trainer)]


def evaluated(rng, Tensor, Trainer, SGD, Linear, MSELoss):
    return a_trainer(rng, Trainer, SGD, Linear, MSELoss).evaluate(batches(rng, Tensor, 3))[0]


def counted(rng, Tensor, count_correct):
    return list(count_correct(Tensor(rng.normal(size=(20, 4))), Tensor(rng.integers(0, 4, 20))))  # above 0: labels


DECIDES = {
    "test-cosine": [learning_rates],
    "test-clip": [clipped],
    "test-update": [a_step],
    "test-train-epoch": [an_epoch],
    "test-evaluate": [evaluated],
    "test-count-correct": [counted],
}
