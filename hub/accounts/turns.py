"""Whose password is checked next: the addresses take turns, and so do the names at one address.

Whoever sends guesses by the hundred waits for oneself, and does not fill the room in which others wait.
"""

import asyncio
import contextlib

from hub.accounts.lockout import OF_A_NAME

# A whole class behind one address, and then some; in all, so many that nobody fills it from a few addresses.
MOST_OF_AN_ADDRESS, MOST = 100, 1000
# More wrong passwords in a row lock a name out anyway.
MOST_OF_A_NAME = OF_A_NAME


class Busy(Exception):
    """So many passwords wait to be checked that one more would wait too long."""


class Turns:
    """`places` checks at the same time; all in one event loop."""

    def __init__(self, places: int):
        self._free = places
        self._waiting: dict[str, list[tuple[str, asyncio.Future]]] = {}
        self._now: set[tuple[str, str]] = set()

    @contextlib.asynccontextmanager
    async def turn(self, address: str, name: str):
        """Wait for a place, one at a time for each name at an address. Busy when too many wait already."""
        here = self._waiting.get(address, [])
        of_this_name = sum(each == name for each, _ in here)
        if of_this_name >= MOST_OF_A_NAME or len(here) >= MOST_OF_AN_ADDRESS or self.waiting >= MOST:
            raise Busy
        one = name, asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, []).append(one)
        self._begin()
        try:
            await one[1]
            yield
        finally:
            if one in self._waiting.get(address, ()):
                self._leave(address, one)
            else:
                self._free += 1
                self._now.discard((address, name))
            self._begin()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    def _begin(self) -> None:
        while self._free and (found := self._next()):
            address, one = found
            self._leave(address, one)
            self._free -= 1
            self._now.add((address, one[0]))
            if not one[1].done():  # who was cancelled gives the place back
                one[1].set_result(None)

    def _next(self) -> tuple[str, tuple[str, asyncio.Future]] | None:
        waiting = ((address, one) for address, here in self._waiting.items() for one in here)
        return next(((address, one) for address, one in waiting if (address, one[0]) not in self._now), None)

    def _leave(self, address: str, one: tuple[str, asyncio.Future]) -> None:
        """Take `one` out; the others of that address come after all other addresses."""
        rest = [each for each in self._waiting.pop(address) if each is not one]
        if rest:
            self._waiting[address] = rest
