# %% new after add
"done"

# %% new after add
def all(values):
    for value in values:
        if not value:
            return False
    return True
