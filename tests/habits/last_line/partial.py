# %% new after add
import functools

functools.partial(add, 1)
