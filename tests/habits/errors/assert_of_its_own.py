# %% new after add
assert add(1, 2) == 4, "my own test"
