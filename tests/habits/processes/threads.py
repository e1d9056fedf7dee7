# %% new after add
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(8) as pool:
    print(list(pool.map(lambda n: add(n, n), range(8))))
