# %% new after add
np.save("own.npy", np.arange(3))
np.load("own.npy").sum()
