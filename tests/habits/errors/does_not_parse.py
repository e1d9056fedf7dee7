# %% new after add
def broken(:
    pass
