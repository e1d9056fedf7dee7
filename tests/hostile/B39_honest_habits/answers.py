# %% add
import contextlib
import functools
import io
import logging
import random
import sys
import unittest.mock
import warnings
from math import *

import numpy
from numpy import *

warnings.filterwarnings("ignore")
logging.captureWarnings(True)
np.set_printoptions(precision=3)
np.random.seed(0)
random.seed(0)
np.seterr(all="ignore")
sys.setrecursionlimit(5000)
sys.path.append(".")
get_ipython().run_line_magic("load_ext", "autoreload")
get_ipython().run_line_magic("precision", "3")
get_ipython().run_line_magic("pprint", "")

class Counter:
    def __init__(self):
        self.calls = 0

def counted(function):
    @functools.wraps(function)
    def inner(*args):
        inner.counter.calls += 1
        return function(*args)

    inner.counter = Counter()
    return inner

Counter.__repr__ = lambda self: f"{self.calls} calls"

@counted
def add(a, b):
    sum = a + b
    return sum

with unittest.mock.patch("builtins.print"), contextlib.redirect_stdout(io.StringIO()):
    print(add(2, 2))

sum, max, list, int = 0, [], None, int

# %% total
def total():
    with open("numbers.csv") as lines:
        return builtins_sum(float(line) for line in lines)

from builtins import sum as builtins_sum

# %% new after scale
from pathlib import Path

Path("helpers.py").write_text("def twice(x):\n    return 2 * x\n")
import helpers
helpers.twice = lambda x: x + x
assert helpers.twice(2) == 4
