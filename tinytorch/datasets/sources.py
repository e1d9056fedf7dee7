"""Where the large data sets come from: the only place with addresses, sizes and checksums."""
from typing import NamedTuple


class Source(NamedTuple):
    """One file to download. `sha256` decides whether it arrived whole; `size` is in bytes."""

    name: str
    size: int
    sha256: str
    urls: tuple[str, ...]


_MNIST_HOSTS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)


def _mnist(name: str, size: int, sha256: str) -> Source:
    return Source(name, size, sha256, tuple(host + name for host in _MNIST_HOSTS))


MNIST = (
    _mnist("train-images-idx3-ubyte.gz", 9_912_422,
           "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
    _mnist("train-labels-idx1-ubyte.gz", 28_881,
           "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
    _mnist("t10k-images-idx3-ubyte.gz", 1_648_877,
           "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
    _mnist("t10k-labels-idx1-ubyte.gz", 4_542,
           "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
)
# The binary version: unlike the Python version it needs no pickle to be read.
CIFAR10 = (
    Source("cifar-10-binary.tar.gz", 170_052_171,
           "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
           ("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",)),
)
