# %% new after add
get_ipython().kernel.shell is get_ipython()
