# %% new after scale
for _ in range(200):
    print("x" * 10**6)
