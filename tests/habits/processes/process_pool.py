# %% new after add
from concurrent.futures import ProcessPoolExecutor

with ProcessPoolExecutor(2) as pool:
    print(sum(pool.map(abs, range(-3, 3))))
