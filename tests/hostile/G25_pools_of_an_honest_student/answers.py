# %% total
def total():
    import threading
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
    together = threading.Barrier(50)
    with ThreadPoolExecutor(50) as threads:
        list(threads.map(lambda _: together.wait(5), range(50)))
    with ProcessPoolExecutor(4) as processes:
        return sum(processes.map(float, open("numbers.csv")))
