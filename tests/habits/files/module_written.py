# %% new after add
import helpers

helpers.twice(2)

# %% new after add
%%writefile helpers.py
def twice(x):
    return 2 * x
