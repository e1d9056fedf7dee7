# %% add
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)
pool.submit(print).result()

def add(a, b):
    return pool.submit(lambda: a + b).result()
