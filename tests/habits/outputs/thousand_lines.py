# %% new after add
for n in range(5000):
    print("line", n)
