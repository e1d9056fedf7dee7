"""A network that reads digits, and its training: the same for small and large images."""

import numpy as np

from tinytorch import SGD, CosineSchedule, CrossEntropyLoss, Linear, ReLU, Sequential, Tensor, Trainer, no_grad

from ..composition import ensure_composed
from ..engine import accuracy, same_owner

BATCH, LEARNING_RATE, MOMENTUM = 50, 0.1, 0.9


def shuffled_batches(images: np.ndarray, labels: np.ndarray, seed: int):
    """Batches in a new random order in every loop: by the learner's DataLoader, or by NumPy before Module 08 is built."""
    if not same_owner("dataloader", "training"):
        return CutBatches(images, labels, seed)
    from tinytorch import DataLoader, TensorDataset

    return DataLoader(TensorDataset(Tensor(images), Tensor(labels)), BATCH, shuffle=True, seed=seed)


class CutBatches:
    """Pairs of Tensors, cut out of the arrays with NumPy, in a new random order in every loop."""

    def __init__(self, images: np.ndarray, labels: np.ndarray, seed: int):
        self.images, self.labels, self.rng = images, labels, np.random.default_rng(seed)

    def __iter__(self):
        order = self.rng.permutation(len(self.images))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            yield Tensor(self.images[chosen]), Tensor(self.labels[chosen])


class Counted:
    """The same batches; tells `tick` how many were given so far, over all loops."""

    def __init__(self, batches, tick):
        self.batches, self.tick, self.given = batches, tick, 0

    def __iter__(self):
        for batch in self.batches:
            yield batch
            self.given += 1
            if self.given % 20 == 0:
                self.tick(self.given)


def train_reader(data, hidden: int, epochs: int, seed: int, report) -> dict:
    """Train on the first half of `data` (images, labels, test images, test labels); measure on the second."""
    images, labels, test_images, test_labels = data
    images, test_images = images.reshape(len(images), -1), test_images.reshape(len(test_images), -1)
    model = Sequential(Linear(images.shape[1], hidden), ReLU(), Linear(hidden, 10))
    count = sum(parameter.size for parameter in model.parameters())
    report.say(f"{len(images)} images to learn from, {len(test_images)} others to test, {count} parameters")
    ensure_composed(model, CrossEntropyLoss(), Tensor(images[:BATCH]), Tensor(labels[:BATCH]))
    total = epochs * -(-len(images) // BATCH)
    batches = Counted(shuffled_batches(images, labels, seed), lambda given: report.progress(given, total))
    optimizer = SGD(model.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM)
    schedule = CosineSchedule(max_lr=LEARNING_RATE, min_lr=LEARNING_RATE / 100, total_epochs=epochs)
    trainer = Trainer(model, optimizer, CrossEntropyLoss(), scheduler=schedule)
    for _ in range(epochs):
        loss = trainer.train_epoch(batches)
        with no_grad():
            outputs = model.forward(Tensor(test_images))
        now = accuracy(outputs, test_labels)
        report.progress(batches.given, total, train_loss=loss, test_accuracy=now)
    report.say(worst_confusion(outputs, test_labels))
    # The last epoch counts, not the best: choosing by the test images would be learning from them.
    return {"test_accuracy": now, "train_loss": loss, "parameters": count}


def worst_confusion(outputs, labels: np.ndarray) -> str:
    """A sentence about the mistake that the network makes most often."""
    table = np.zeros((10, 10), dtype=int)
    np.add.at(table, (labels, outputs.data.argmax(axis=1)), 1)
    np.fill_diagonal(table, 0)
    if not table.any():
        return "Every test image was read correctly."
    digit, read = np.unravel_index(table.argmax(), table.shape)
    return f"Most often misread: {digit} as {read}, {table.max()} times of {np.sum(labels == digit)}"
