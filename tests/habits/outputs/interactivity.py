# %% new after add
1
2
3

# %% new after add
get_ipython().ast_node_interactivity = "all"
