# %% new after add
print("a file numpy.py from another day lies beside this")
