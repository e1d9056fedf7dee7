"""How much slower the course's framework is than PyTorch on a CPU, and how much slower its loops for teaching are than itself.

Both sides do the same work in the same run, turn by turn, with the same number of threads. It measures no accuracy.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# One thread each: with more, a busy machine would slow down whoever waits for all of them.
THREADS = "1"
GOAL = 2.5
CYCLE_GOAL = 5
SIZES = (784, 256, 10)
BATCH = 128


def measure() -> dict:
    """Seconds by name, each a pair [reference, ours]; "cycles" are the seconds of `tito module test` by module."""
    # The libraries read the number of threads when they are loaded: hence a Python of its own.
    limits = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), THREADS)
    environment = os.environ | limits | {"PYTHONPATH": str(ROOT), "TINYTORCH_OVERLAY": "off"}
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, env=environment)
    if done.returncode:
        raise RuntimeError(f"the measurement of the framework failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout) | {"cycles": module_cycles()}


def report(figures: dict) -> str:
    """The figures as text, a line each."""
    lines = [f"Framework against PyTorch on the CPU, {THREADS} thread each"]
    lines += [_line(name, *pair, "PyTorch", "TinyTorch") for name, pair in figures["pytorch"].items()]
    lines += [f"  {name}: skipped, {reason}" for name, reason in figures["skipped"].items()]
    lines.append(f"  goal for the epoch: at most {GOAL} times")
    lines.append("Loops for teaching against the vectorized code (slow on purpose, on no training path)")
    lines += [_line(name, *pair, "vectorized", "loops") for name, pair in figures["loops"].items()]
    cycles = ", ".join(f"{number} {seconds:.1f} s" for number, seconds in figures["cycles"].items())
    lines.append(f"`tito module test`, from command to verdict: {cycles} (goal: below {CYCLE_GOAL} s)")
    return "\n".join(lines)


def _line(name, reference, ours, reference_name, our_name) -> str:
    return (f"  {name}: {reference_name} {1000 * reference:.3g} ms, {our_name} {1000 * ours:.3g} ms, "
            f"ratio {ours / reference:.1f}")


def in_turns(reference, ours, turns: int = 9, repeat: int = 1) -> list[float]:
    """Median seconds of each, measured turn by turn after one turn that does not count."""
    seconds = [[], []]
    for turn in range(turns + 1):
        for place, action in enumerate((reference, ours)):
            start = time.perf_counter()
            for _ in range(repeat):
                action()
            if turn:
                seconds[place].append((time.perf_counter() - start) / repeat)
    return [statistics.median(each) for each in seconds]


def module_cycles() -> dict[str, float]:
    """Seconds of the command `tito module test NN` on a solved notebook, measurements included, by module."""
    sys.path.insert(0, str(ROOT))
    from curriculum.course import load_course
    from curriculum.products.build import build_module

    seconds = {}
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TINYTORCH_HOME": home}
        (Path(home) / ".tito").mkdir()
        for module in load_course().built_modules:
            notebook = Path(home, "modules", module.slug, f"{module.slug}.ipynb")
            notebook.parent.mkdir(parents=True)
            texts = {product.path.parts[1]: product.text for product in build_module(module, ROOT)}
            notebook.write_text(texts["source"])
            command = [sys.executable, "-m", "tito", "module", "test", module.label]
            start = time.perf_counter()
            done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True)
            seconds[module.label] = time.perf_counter() - start
            if done.returncode:
                raise RuntimeError(f"the solved notebook of Module {module.label} fails:\n{done.stdout[-3000:]}{done.stderr}")
    return seconds


def against_pytorch() -> dict[str, list[float]]:
    import numpy as np
    import torch

    import tinytorch.core.autograd  # noqa: F401 - importing it switches gradients on
    from tinytorch import Adam, Tensor

    torch.set_num_threads(int(THREADS))
    rng = np.random.default_rng(0)
    a, b = (rng.normal(size=(512, 512)).astype(np.float32) for _ in range(2))
    ours, theirs = (Tensor(a), Tensor(b)), (torch.from_numpy(a), torch.from_numpy(b))
    figures = {"matmul 512 x 512": in_turns(lambda: theirs[0] @ theirs[1], lambda: ours[0] @ ours[1], repeat=5)}

    images, labels = rng.random((BATCH, SIZES[0]), dtype=np.float32), rng.integers(0, SIZES[-1], BATCH)
    figures["Linear and ReLU, forward and backward"] = in_turns(
        pytorch_pass(images, labels), our_pass(images, labels), repeat=10)

    weights, gradient = (rng.normal(size=1_000_000).astype(np.float32) for _ in range(2))
    parameter, twin = Tensor(weights, requires_grad=True), torch.nn.Parameter(torch.from_numpy(weights.copy()))
    parameter.grad, twin.grad = gradient.copy(), torch.from_numpy(gradient.copy())
    figures["Adam step, 1 million weights"] = in_turns(torch.optim.Adam([twin]).step, Adam([parameter]).step, repeat=5)
    return figures | pictures()


def pictures() -> dict[str, list[float]]:
    """Layers for pictures, forward and backward, with the gradients of the picture and of all parameters."""
    import numpy as np
    import torch

    from tinytorch import AvgPool2d, Conv2d, MaxPool2d, Tensor

    rng = np.random.default_rng(0)
    cases = {
        "Conv2d (32, 3, 32, 32) to 32 kernels 5 x 5": (Conv2d(3, 32, 5), torch.nn.Conv2d(3, 32, 5), (32, 3, 32, 32)),
        "MaxPool2d(2), (32, 32, 28, 28)": (MaxPool2d(2), torch.nn.MaxPool2d(2), (32, 32, 28, 28)),
        "AvgPool2d(2), (32, 32, 28, 28)": (AvgPool2d(2), torch.nn.AvgPool2d(2), (32, 32, 28, 28)),
    }
    figures = {}
    for name, (ours, theirs, shape) in cases.items():
        numbers = rng.normal(size=shape).astype(np.float32)
        mine, their = Tensor(numbers, requires_grad=True), torch.from_numpy(numbers).requires_grad_()
        gradient = rng.normal(size=ours(mine).shape).astype(np.float32)
        twin = torch.from_numpy(gradient)

        # Forgetting the gradients first, both sides write them anew in each turn.
        def our_turn(layer=ours, x=mine, gradient=gradient):
            for each in (x, *layer.parameters()):
                each.zero_grad()
            layer(x).backward(gradient)

        def their_turn(layer=theirs, x=their, gradient=twin):
            for each in (x, *layer.parameters()):
                each.grad = None
            layer(x).backward(gradient)

        figures[f"{name}, forward and backward"] = in_turns(their_turn, our_turn, repeat=3)
    return figures


def our_network():
    from tinytorch import Linear, ReLU, Sequential

    return Sequential(Linear(*SIZES[:2]), ReLU(), Linear(*SIZES[1:]))


def pytorch_network():
    import torch

    return torch.nn.Sequential(torch.nn.Linear(*SIZES[:2]), torch.nn.ReLU(), torch.nn.Linear(*SIZES[1:]))


def our_pass(images, labels):
    from tinytorch import CrossEntropyLoss, Tensor

    network, loss = our_network(), CrossEntropyLoss()
    x, t = Tensor(images), Tensor(labels)

    def run():
        for parameter in network.parameters():
            parameter.zero_grad()
        loss(network(x), t).backward()

    return run


def pytorch_pass(images, labels):
    import torch

    network, loss = pytorch_network(), torch.nn.CrossEntropyLoss()
    x, t = torch.from_numpy(images), torch.from_numpy(labels)

    def run():
        network.zero_grad()
        loss(network(x), t).backward()

    return run


class Batches:
    """Batches in a new random order in every epoch, made by `wrap` from arrays."""

    def __init__(self, images, labels, wrap):
        import numpy as np

        self.images, self.labels, self.wrap, self.rng = images, labels, wrap, np.random.default_rng(0)

    def __iter__(self):
        order = self.rng.permutation(len(self.images))
        for start in range(0, len(order), BATCH):
            chosen = order[start:start + BATCH]
            yield self.wrap(self.images[chosen]), self.wrap(self.labels[chosen])


def mnist_epoch() -> list[float]:
    import torch

    from tinytorch import Adam, CrossEntropyLoss, Tensor, Trainer
    from tinytorch.datasets import load_mnist

    images, labels, _, _ = load_mnist()
    images = images.reshape(len(images), -1)
    model = our_network()
    trainer = Trainer(model, Adam(model.parameters()), CrossEntropyLoss())
    ours = Batches(images, labels, Tensor)

    twin, loss_fn = pytorch_network(), torch.nn.CrossEntropyLoss()
    optimizer, theirs = torch.optim.Adam(twin.parameters()), Batches(images, labels, torch.from_numpy)

    def pytorch_epoch():
        total = 0.0
        for x, t in theirs:
            loss = loss_fn(twin(x), t)
            total += loss.item() * len(x)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        return total / len(images)

    return in_turns(pytorch_epoch, lambda: trainer.train_epoch(ours), turns=2)


def loops() -> dict[str, list[float]]:
    import numpy as np

    from tinytorch import Softmax, Tensor
    from tinytorch.core.activations import softmax_loops
    from tinytorch.core.spatial import Conv2d, conv2d_loops
    from tinytorch.core.tensor import matmul_loops

    rng = np.random.default_rng(0)
    a, b, scores = (Tensor(rng.normal(size=shape)) for shape in ((64, 64), (64, 64), (10_000,)))
    layer, picture = Conv2d(3, 8, 5, bias=False), Tensor(rng.normal(size=(1, 3, 12, 12)))
    return {
        "matmul 64 x 64": in_turns(lambda: a @ b, lambda: matmul_loops(a, b), turns=3),
        "softmax of 10,000 numbers": in_turns(lambda: Softmax()(scores), lambda: softmax_loops(scores)),
        "Conv2d, 1 picture 12 x 12 to 8 kernels 5 x 5": in_turns(
            lambda: layer(picture), lambda: conv2d_loops(picture, layer.weight), turns=3),
    }


def in_this_process() -> dict:
    figures = {"pytorch": {}, "skipped": {}, "loops": loops()}
    try:
        figures["pytorch"] = against_pytorch()
    except ModuleNotFoundError:
        figures["skipped"]["comparison with PyTorch"] = "torch is not installed: make bench TORCH=1"
        return figures
    name = "MNIST epoch, 784-256-10, Adam, batches of 128"
    if os.environ.get("TINYTORCH_DATA"):
        figures["pytorch"][name] = mnist_epoch()
    else:
        figures["skipped"][name] = "TINYTORCH_DATA names no folder with the data"
    return figures


if __name__ == "__main__":
    print(json.dumps(in_this_process()))
