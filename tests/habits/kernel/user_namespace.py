# %% new after add
sorted(name for name in get_ipython().user_ns if name == "add")
