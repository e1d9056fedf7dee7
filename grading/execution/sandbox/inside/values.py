"""Inside the sandbox: calls a submission's functions on inputs it could not foresee and says the results in numbers.

Sent over stdin as text; runs in the student's process, after the cells. It judges nothing: whether the numbers
are right is decided outside, where no student code runs.
"""

import random
import sys

from notebooks.limits import ANSWER_DEPTH, ANSWER_LETTERS, ANSWER_NUMBERS

SAYS = ("__eq__", "__ne__", "__array_ufunc__", "__array_function__")


def plain(value, room, depth=0):
    """A value as JSON: arrays and numbers with shape, containers of them, short texts. `room`: numbers left."""
    if value is None or type(value) is str:
        return {"text": None if value is None else value[:ANSWER_LETTERS]}
    if isinstance(value, (list, tuple)):
        if depth == ANSWER_DEPTH or len(value) > 100:
            raise ValueError("a check returned too many or too deeply nested values")
        return {"list": [plain(each, room, depth + 1) for each in value]}
    array = sys.modules["numpy"].asarray(value)
    if array.dtype.kind in "Oc":
        array = real(array)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"the value is a {type(value).__name__}, not an array or a number")
    room[0] -= array.size
    if room[0] < 0:
        raise ValueError(f"a check returned more than {ANSWER_NUMBERS} numbers")
    return {"shape": list(array.shape), "numbers": array.astype(float).ravel().tolist()}


def real(array):
    """Fractions, decimals and complex numbers without an imaginary part as the numbers they are; else the array itself."""
    try:
        if array.dtype.kind == "O":
            return array.astype(float)
        return array if array.imag.any() else array.real
    except (TypeError, ValueError):
        return array


def made_up(value):
    """The name of a class of the notebook's own that says itself what its objects equal, if the value is of one, or ""."""
    if type(value) in (list, tuple):
        return next(filter(None, map(made_up, value)), "")
    own = [each for each in type(value).__mro__ if each.__module__ == "__main__"]
    return type(value).__name__ if any(name in vars(each) for each in own for name in SAYS) else ""


class Values:
    """The objects that checks are about, as they were when their test had run, and the checks themselves."""

    def __init__(self, space):
        self.space, self.kept, self.text, self.functions = space, {}, None, {}

    def keep(self, test, names):
        """Remember what the names mean now: a later cell may use them for something else."""
        self.kept[test] = {name: self.space[name] for name in names if name in self.space}

    def answer(self, message):
        """{"values": ...} of one check, or {"fault": a sentence}."""
        try:
            if message["text"] != self.text:
                space = {"__name__": "checks"}
                exec(compile(message["text"], "<checks>", "exec"), space)
                self.text, self.functions = message["text"], space
            kept = self.kept.get(message["test"], {})
            if gone := [name for name in message["names"] if name not in kept]:
                return {"fault": f"{', '.join(gone)} is not defined"}
            numpy, seed = sys.modules["numpy"], message["seed"]
            random.seed(seed)
            numpy.random.seed(seed % 2**32)
            inputs = numpy.random.default_rng([seed, sum(message["check"].encode())])
            found = self.functions[message["check"]](inputs, *(kept[name] for name in message["names"]))
            forged = {"forged": name[:100]} if (name := made_up(found)) else {}
            try:
                return forged | {"values": plain(found, [ANSWER_NUMBERS])}
            except Exception as error:
                return forged | {"fault": f"{type(error).__name__}: {error}"[:ANSWER_LETTERS]}
        except KeyboardInterrupt:
            return {"fault": "no answer within its time"}
        except BaseException as error:
            return {"fault": f"{type(error).__name__}: {error}"[:ANSWER_LETTERS]}
