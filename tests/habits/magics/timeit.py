# %% new after add
%timeit -n1 -r1 add(1, 2)
