# %% new after add
"goes on"

# %% new after add
1 / 0
