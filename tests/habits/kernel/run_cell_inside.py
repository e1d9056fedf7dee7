# %% new after add
get_ipython().run_cell("inner = 3")
inner
