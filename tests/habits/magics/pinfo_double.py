# %% new after add
add??
