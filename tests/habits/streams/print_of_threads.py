# %% new after add
import threading

threads = [threading.Thread(target=print, args=(n,)) for n in range(5)]
[t.start() for t in threads]
[t.join() for t in threads];
