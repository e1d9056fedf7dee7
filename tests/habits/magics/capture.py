# %% new after add
%%capture kept
print("hidden")
