# %% new after scale
from IPython.display import display, Image
for _ in range(10_000):
    display({"image/png": "A" * 200}, raw=True)

# %% new after add
"x" * (50 * 2**20)

# %% new after total
raise ValueError("x" * (50 * 2**20))
