# %% new after add
add(1, 2);
