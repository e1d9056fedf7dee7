# %% new after add
import multiprocessing

with multiprocessing.Pool(2) as pool:
    print(pool.map(abs, [-1, -2]))
