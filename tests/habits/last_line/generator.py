# %% new after add
(n for n in range(3))
