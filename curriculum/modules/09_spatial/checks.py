"""Values of Module 09 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays.
"""


def draw(rng, *shape):
    """Numbers of both signs; every function gets arrays of its own."""
    return rng.normal(size=shape).astype("float32")


def sizes(rng, output_size):
    # above 0: lengths
    return [output_size(int(rng.integers(5, 40)), int(rng.integers(1, 6)), int(rng.integers(1, 4)), int(rng.integers(3)))
            for _ in range(6)]


def by_loops(rng, Tensor, conv2d_loops):
    y, count = conv2d_loops(Tensor(draw(rng, 2, 2, 4, 5)), Tensor(draw(rng, 2, 2, 3, 2)), 2)
    return [y.data, count]


def work(rng, conv2d_macs):
    # above 0: lengths
    shapes = [(2, 3, *rng.integers(5, 9, 2).tolist()) for _ in range(3)]
    return [conv2d_macs(shape, (4, 3, 2, 3), (2, 1), (0, 1)) for shape in shapes]


def all_windows(rng, windows):
    return windows(draw(rng, 2, 2, 5, 6), (2, 3), (1, 2))


def matrices(rng, columns):
    return columns(draw(rng, 2, 2, 5, 6), (3, 2), (2, 1))


def feature_maps(rng, Tensor, Conv2d):
    layer = Conv2d(2, 3, (3, 2), (2, 1), (1, 0))
    layer.weight.data[...] = draw(rng, 3, 2, 3, 2)
    layer.bias.data[...] = draw(rng, 3)
    return layer(Tensor(draw(rng, 2, 2, 5, 6))).data


def folded(rng, fold):
    return fold(draw(rng, 2, 12, 6), (2, 2, 5, 6), (3, 2), (2, 2))


def gradients(rng, Tensor, Conv2dBackward):
    inputs = [Tensor(draw(rng, *shape), requires_grad=True) for shape in ((2, 2, 5, 6), (3, 2, 3, 2), (3,))]
    return list(Conv2dBackward(*inputs, (2, 1), (1, 0)).apply(draw(rng, 2, 3, 3, 5)))


def largest(rng, Tensor, MaxPool2d):
    return MaxPool2d((2, 3), (1, 2), (1, 0))(Tensor(draw(rng, 2, 2, 5, 7))).data


def means(rng, Tensor, AvgPool2d):
    return AvgPool2d((2, 3), (1, 2), (1, 0))(Tensor(draw(rng, 2, 2, 5, 7))).data


def winners(rng, Tensor, MaxPool2dBackward):
    """Windows side by side, so that their maxima need no pooling of the student's."""
    numbers = draw(rng, 2, 2, 4, 6)
    node = MaxPool2dBackward(Tensor(numbers, requires_grad=True), (2, 3), (2, 3), (0, 0))
    node.result = numbers.reshape(2, 2, 2, 2, 2, 3).max(axis=(3, 5))
    return node.apply(draw(rng, 2, 2, 2, 2))[0]


def shares(rng, Tensor, AvgPool2dBackward):
    x = Tensor(draw(rng, 2, 2, 5, 6), requires_grad=True)
    return AvgPool2dBackward(x, (3, 2), (1, 2), (1, 0)).apply(draw(rng, 2, 2, 5, 3))[0]


DECIDES = {
    "test-output-size": [sizes],
    "test-conv2d-loops": [by_loops],
    "test-conv2d-macs": [work],
    "test-windows": [all_windows],
    "test-columns": [matrices],
    "test-conv2d-forward": [feature_maps],
    "test-fold": [folded],
    "test-conv2d-backward": [gradients],
    "test-max-pool": [largest],
    "test-max-pool-backward": [winners],
    "test-avg-pool": [means],
    "test-avg-pool-backward": [shares],
}
