"""Values of Module 01 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays.
"""


def away_from_zero(rng, *shape):
    """Numbers of both signs that one can divide by."""
    return rng.choice([-1, 1], size=shape) * rng.uniform(0.5, 2, size=shape)  # above 0: the sign stands beside it


def converted(rng, as_float32):
    rows = rng.normal(size=(3, 4))
    return [as_float32(rows), as_float32(rows.tolist()), as_float32(int(rng.integers(-99, 100)))]


def broadcast_shapes(rng, broadcast_shape):
    n, m, k = (int(length) for length in rng.integers(2, 9, 3))  # above 0: lengths
    return [list(broadcast_shape(a, b)) for a, b in (((n, 1), (m,)), ((k, n, m), (n, 1)), ((n, m), (n, m)))]


def arithmetic(rng, Tensor):
    x, y = Tensor(rng.normal(size=(3, 4))), Tensor(away_from_zero(rng, 3, 4))
    return [(x + y).data, (x - y).data, (x * y).data, (x / y).data]


def with_numbers(rng, Tensor):
    x, n = Tensor(away_from_zero(rng, 5)), float(rng.normal())
    return [(n + x).data, (n - x).data, (n * x).data, (n / x).data, (-x).data, (x**2).data, (x**3).data]


def matmul_by_loops(rng, Tensor, matmul_loops):
    return matmul_loops(Tensor(rng.normal(size=(3, 4))), Tensor(rng.normal(size=(4, 2)))).data


def matmul(rng, Tensor):
    a, b = Tensor(rng.normal(size=(4, 3))), Tensor(rng.normal(size=(3, 5)))
    return [(a @ b).data, a.matmul(b).data]


def shapes(rng, Tensor):
    return Tensor(rng.normal(size=(2, 6))).reshape(3, 4).data


def transposed(rng, Tensor):
    x = Tensor(rng.normal(size=(2, 3)))
    return x.transpose().data


def reductions(rng, Tensor):
    x = Tensor(rng.normal(size=(3, 4)))
    return [x.sum().data, x.mean().data, x.max().data, x.sum(axis=0).data, x.mean(axis=1).data, x.max(axis=1).data]


DECIDES = {
    "test-as-float32": [converted],
    "test-broadcast-shape": [broadcast_shapes],
    "test-operators": [arithmetic],
    "test-scalars": [with_numbers],
    "test-matmul-loops": [matmul_by_loops],
    "test-matmul": [matmul],
    "test-reshape": [shapes],
    "test-transpose": [transposed],
    "test-reductions": [reductions],
}
