# %% new after add
random.normal()

# %% new after add
random = np.random.default_rng(0)
