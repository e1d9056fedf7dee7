"""Measuring and optimizing models. `tinytorch.perf.profiling` and its like are aliases of core modules."""
from tinytorch._facade import names_of

__getattr__, __dir__ = names_of(__name__)
