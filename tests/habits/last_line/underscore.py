# %% new after add
Out

# %% new after add
_ + 1

# %% new after add
add(20, 1)
