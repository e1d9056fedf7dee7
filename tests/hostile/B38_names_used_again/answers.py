# %% new after total
Add = add

# %% new after why
add, scale, np = 3, [1, 2], None
