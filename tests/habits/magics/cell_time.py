# %% new after add
%%time
x = add(1, 2)
