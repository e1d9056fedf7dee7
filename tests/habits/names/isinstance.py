# %% new after add
"done"

# %% new after add
def isinstance(thing, kind):
    return type(thing) is kind
