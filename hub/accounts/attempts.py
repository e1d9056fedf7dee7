"""How many log-ins failed lately from one address, whatever the names: guesses cost the hub a hash each, so they are bounded."""

import time
from collections import deque

# A class of 60 behind one address, half of which mistypes once.
MOST, SECONDS = 60, 60


class FailedLogIns:
    """Times of failed log-ins by address, no older than SECONDS."""

    def __init__(self, now=time.monotonic):
        self._now = now
        self._times: dict[str, deque[float]] = {}

    def add(self, address: str) -> None:
        """Count one more."""
        self._times.setdefault(address, deque(maxlen=MOST)).append(self._now())
        for other in [other for other, times in self._times.items() if times[-1] < self._now() - SECONDS]:
            del self._times[other]

    def are_too_many(self, address: str) -> bool:
        """Whether the next attempt has to wait."""
        times = self._times.get(address, ())
        return len(times) == MOST and times[0] >= self._now() - SECONDS
