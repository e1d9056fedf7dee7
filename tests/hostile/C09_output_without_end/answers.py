# %% new after total
while True:
    print("x" * 1000)
