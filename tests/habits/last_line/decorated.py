# %% new after add
import functools

@functools.lru_cache
def square(x):
    return x * x

square
