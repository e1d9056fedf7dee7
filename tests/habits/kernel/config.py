# %% new after add
get_ipython().config.get("IPKernelApp", None) is None or True
