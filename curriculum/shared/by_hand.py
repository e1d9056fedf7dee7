"""Numbers for functions that are to be written with loops: NumPy is refused by what it is given, not by reading code."""
# ruff: noqa: F821 - Tensor is the notebook's
import numpy as np


class ByHand(np.lib.mixins.NDArrayOperatorsMixin):
    """Numbers that are read one by one, in loops of any style: NumPy is refused the array, its rows and its columns."""

    READING = ("shape", "ndim", "size", "dtype", "T", "transpose", "swapaxes", "reshape", "ravel", "flatten", "copy", "astype",
               "item")
    LIKE = ("zeros_like", "ones_like", "empty_like")

    def __init__(self, numbers):
        self._numbers = numbers

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self.READING:
            self._refuse(name)
        value = getattr(self._numbers, name)
        return (lambda *places: as_by_hand(value(*places))) if callable(value) else as_by_hand(value)

    def __len__(self):
        return len(self._numbers)

    def __iter__(self):
        return (as_by_hand(each) for each in self._numbers)

    def __getitem__(self, place):
        return as_by_hand(self._numbers[place])

    def tolist(self):
        return as_by_hand(self._numbers.tolist())

    @property
    def flat(self):
        return self.ravel()

    def __array__(self, *settings, **named):
        self._refuse("array")

    def __array_ufunc__(self, ufunc, *inputs, **settings):
        self._refuse(ufunc.__name__)

    def __array_function__(self, function, types, given, named):
        # np.shape(a) reads what a.shape does, and np.zeros_like(a) only the shape: neither computes with the numbers.
        name = function.__name__
        if name in self.LIKE and given[0] is self:
            return getattr(np, name.removesuffix("_like"))(self.shape, named.get("dtype") or self.dtype)
        if name not in self.READING or given[0] is not self or named:
            self._refuse(name)
        value = getattr(self, name)
        return value(*given[1:]) if callable(value) else value

    def _refuse(self, name):
        raise AssertionError(f"NumPy's {name} was called on a whole array; take single numbers, in loops.")


class ListByHand(list):
    """The same for what tolist() gives: a list for Python, no array for NumPy."""

    __array__, __array_ufunc__, _refuse = ByHand.__array__, ByHand.__array_ufunc__, ByHand._refuse

    def __array_function__(self, function, types, given, named):
        self._refuse(function.__name__)


def as_by_hand(value):
    """Return `value` itself if it is a number or a tuple, else what NumPy cannot compute with."""
    if isinstance(value, list):
        return ListByHand(as_by_hand(each) for each in value)
    return ByHand(value) if isinstance(value, np.ndarray) else value


def by_hand(data, kind=np.float32):
    """Return a Tensor whose numbers have to be taken one by one, in loops; see ByHand.

    kind: object keeps Python's whole numbers. From 2**64 on NumPy finds no exp for them, not even in a list.
    """
    class TensorByHand(Tensor):
        def __getitem__(self, key):
            part = self.data[key]
            return wrapped(part._numbers) if isinstance(part, ByHand) else Tensor(float(part))

        def __array__(self, *settings, **named):
            self.data._refuse("array")

    def wrapped(array):
        tensor = TensorByHand(0)
        tensor.data = ByHand(array)
        return tensor

    return wrapped(np.array(data, dtype=kind))
