"""Values of Module 04 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays.
"""


def mse(rng, Tensor, MSELoss):
    return MSELoss()(Tensor(rng.normal(size=(5, 3))), Tensor(rng.normal(size=(5, 3)))).data


def log_softmax_of_rows(rng, Tensor, log_softmax):
    return log_softmax(Tensor(rng.normal(size=(4, 6)))).data


def indices(rng, Tensor, class_indices):
    return class_indices(Tensor(rng.integers(0, 9, 12)), 9)  # above 0: labels


def cross_entropy(rng, Tensor, CrossEntropyLoss):
    return CrossEntropyLoss()(Tensor(rng.normal(size=(6, 4))), Tensor(rng.integers(0, 4, 6))).data  # above 0: labels


def binary_cross_entropy(rng, Tensor, BinaryCrossEntropyLoss):
    targets = Tensor(rng.integers(0, 2, (7, 1)))  # above 0: yes or no
    predictions = Tensor(rng.uniform(0.05, 0.95, size=(7, 1)))  # above 0: probabilities
    return BinaryCrossEntropyLoss()(predictions, targets).data


DECIDES = {
    "test-mse": [mse],
    "test-log-softmax": [log_softmax_of_rows],
    "test-class-indices": [indices],
    "test-cross-entropy": [cross_entropy],
    "test-bce": [binary_cross_entropy],
}
