# %% total
def total():
    get_ipython().displayhook(2.0)
    return 0
