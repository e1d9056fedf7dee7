# %% new after add
np.prod?
