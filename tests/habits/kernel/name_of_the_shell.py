# %% new after add
type(get_ipython()).__name__
get_ipython().execution_count
