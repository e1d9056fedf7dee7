# %% new after add
ip = get_ipython()
ip.user_ns["x"] = 3
x
