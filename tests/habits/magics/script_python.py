# %% new after add
%%script python3
print(3)
