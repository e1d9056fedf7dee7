# %% new after add
input("How many? ")
