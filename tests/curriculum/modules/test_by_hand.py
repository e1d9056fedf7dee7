"""Loops of every honest style earn the points of a function that is to be written with loops; NumPy in their place earns none."""
import pytest
from grade_in_process import grade_functions

STYLES = {
    "matmul-loops": {
        "lists": """\
def matmul_loops(a, b):
    rows, columns = a.data.tolist(), list(zip(*b.data.tolist()))
    return make_result(np.array([[sum(x * y for x, y in zip(row, column)) for column in columns] for row in rows]), a, b)
""",
        "enumerated rows": """\
def matmul_loops(a, b):
    out = np.zeros((a.shape[0], b.shape[1]))
    for i, row in enumerate(a.data):
        for j, column in enumerate(b.data.T):
            for x, y in zip(row, column):
                out[i, j] = out[i, j] + float(x) * float(y)
    return make_result(out, a, b)
""",
        "tensors": """\
def matmul_loops(a, b):
    out = [[0.0] * b.shape[1] for _ in a]
    for i, row in enumerate(a):
        for j in range(b.shape[1]):
            for k, number in enumerate(row):
                out[i][j] += number.item() * b[k][j].item()
    return make_result(np.array(out), a, b)
""",
        "fsum and ndindex": """\
def matmul_loops(a, b):
    import math
    out = np.empty((len(a), b.data.shape[1]), dtype=np.float32)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = math.fsum(a.data.item(i, k) * b.numpy()[k, j] for k in range(a.data.shape[1]))
    return make_result(out, a, b)
""",
        "flat": """\
def matmul_loops(a, b):
    left, right, inner, columns = a.data.ravel(), list(b.data.astype(float).flat), a.shape[1], b.shape[1]
    out = np.zeros((len(a), columns))
    for place in range(out.size):
        i, j = divmod(place, columns)
        out.flat[place] = sum(left[i * inner + k] * right[k * columns + j] for k in range(inner))
    return make_result(out, a, b)
""",
    },
    "softmax-loops": {
        "accumulated": """\
def softmax_loops(x):
    largest = x.data[0]
    for score in x.data:
        if score > largest:
            largest = score
    out, total = np.zeros(len(x)), 0.0
    for i, score in enumerate(x.data):
        out[i] = math.exp(score - largest)
        total += out[i]
    for i in range(len(out)):
        out[i] = out[i] / total
    return make_result(out, x)
""",
        "map": """\
def softmax_loops(x):
    powers = list(map(lambda score: math.exp(float(score) - float(max(x.data))), x.data))
    return make_result(np.array(powers) / math.fsum(powers), x)
""",
        "tensors": """\
def softmax_loops(x):
    scores = [score for score in x]
    largest = max(score.item() for score in scores)
    powers = [math.exp((score - largest).item()) for score in scores]
    return Tensor([power / sum(powers) for power in powers], requires_grad=x.requires_grad)
""",
    },
    "xor": {
        "no matrices": """\
def xor_scores(x):
    first, second = x[:, :1], x[:, 1:]
    return first + second - 2 * ReLU().forward(first + second - 1)
""",
        "loops": """\
def xor_scores(x):
    relu, rows = ReLU(), []
    for first, second in x.data:
        rows.append([relu(Tensor(first - second)).item() + relu(Tensor(second - first)).item()])
    return Tensor(rows)
""",
    },
}
MODULE = {"matmul-loops": 1, "softmax-loops": 2, "xor": 2}
REFUSED = {
    "np.matmul": "np.matmul(a.data, b.data)", "@": "a.data @ b.data", "method": "a.data.dot(b.data)",
    "einsum": "np.einsum('ij,jk', a.data, b.data)", "asarray": "np.asarray(a.data) @ np.asarray(b.data)",
    "tensor": "np.asarray(a) @ np.asarray(b)", "rows": "[[np.sum(row * column) for column in b.data.T] for row in a.data]",
    "list of rows": "np.array(list(a.data)) @ np.array(list(b.data))", "lists": "np.inner(a.data.tolist(), b.data.T.tolist())",
    "view": "a.data.view(np.ndarray) @ b.data.view(np.ndarray)", "flat": "np.array(a.data.flat)",
}


@pytest.mark.parametrize("grade_id, style", [(grade_id, style) for grade_id, styles in STYLES.items() for style in styles])
def test_loops_of_any_style_earn_everything(grade_id, style):
    outcomes = grade_functions(MODULE[grade_id], {grade_id: STYLES[grade_id][style]})
    assert {name: outcome.message for name, outcome in outcomes.items() if not outcome.is_full} == {}


@pytest.mark.parametrize("way", REFUSED)
def test_numpy_in_place_of_loops_earns_nothing(way):
    code = f"def matmul_loops(a, b):\n    return make_result(np.array({REFUSED[way]}), a, b)\n"
    outcomes = grade_functions(1, {"matmul-loops": code})
    assert "was called on a whole array; take single numbers, in loops" in outcomes["test-matmul-loops"].message
