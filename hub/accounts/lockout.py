"""How many wrong passwords lock out whom, and for how long: a name at one source, and a source whatever the names.

NativeAuthenticator counts for the name, with the limits from here. Guesses cost the hub a hash each, so those of one source
(an address, or a browser that is known) are counted here.
"""

import time
from collections import deque

# Of one name from one source, in a row; the words are what its owner reads.
OF_A_NAME, WAIT_SECONDS = 10, 60
AFTER_SO_MANY, WAIT = "After ten wrong passwords in a row", "you have to wait a minute"
# A class of 60 behind one address, half of which mistypes once.
MOST, SECONDS = 60, 60


class FailedLogIns:
    """Times of failed log-ins by source, no older than SECONDS."""

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
