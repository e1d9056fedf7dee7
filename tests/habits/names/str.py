# %% new after add
"done"

# %% new after add
def str(number):
    return f"{number:.2f}"
