# %% new after add
"done"

# %% new after add
def len(tensor):
    return tensor.size
