"""Clocks and scales of the measurements in the notebooks."""
import time
import tracemalloc


def best_seconds(action, repeats=3, enough=1.0):
    """Run `action` up to `repeats` times, fewer when that took `enough` seconds, and return the shortest time."""
    times = []
    while len(times) < repeats and sum(times) < enough:
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def peak_bytes(action):
    """Run `action` and return the largest memory that was held at one moment meanwhile, in bytes."""
    tracemalloc.start()
    action()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def allocated_bytes(action):
    """Return how many bytes are still held by what `action` returned."""
    tracemalloc.start()
    kept = action()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return held
