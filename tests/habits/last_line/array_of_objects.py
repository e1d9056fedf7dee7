# %% new after add
np.array([add, None, "x"], dtype=object)
