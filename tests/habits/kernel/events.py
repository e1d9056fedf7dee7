# %% new after add
def say(result):
    pass

get_ipython().events.register("post_run_cell", say)
get_ipython().events.unregister("post_run_cell", say)
