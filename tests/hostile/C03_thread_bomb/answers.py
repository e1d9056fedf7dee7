# %% new after scale
import threading

started, forever = 0, threading.Event()
try:
    while started < 10_000:
        threading.Thread(target=forever.wait, daemon=True).start()
        started += 1
except RuntimeError:
    print("refused after", "few" if started < 200 else "many")
