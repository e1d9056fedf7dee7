"""A queue for servers that want to start: a few at a time, in the order they were asked for, and nobody is refused."""

import asyncio
from contextlib import asynccontextmanager
from typing import Protocol


class Waiting(Protocol):
    """Somebody in the queue."""

    def is_gone(self) -> bool:
        """Whether nobody waits for this start any more."""


class PlaceLost(Exception):
    """The turn came, but nobody was waiting for it any more."""


class StartQueue:
    """Lets `limit` starts run at the same time; all in one event loop."""

    def __init__(self, limit: int):
        self._free = limit
        self._waiting: dict[Waiting, asyncio.Future] = {}

    def place_of(self, who: Waiting) -> int:
        """1 for whoever is next, 0 for whoever does not wait (any more)."""
        return next((place for place, one in enumerate(self._waiting, 1) if one is who), 0)

    @asynccontextmanager
    async def turn(self, who: Waiting):
        """Wait for a turn and keep it for the length of the block; a cancelled wait gives its place away.

        Raises PlaceLost when the turn comes and `who` is gone.
        """
        await self._wait(who)
        try:
            yield
        finally:
            self._free += 1
            self._admit()

    async def _wait(self, who: Waiting) -> None:
        turn = self._waiting[who] = asyncio.get_running_loop().create_future()
        self._admit()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._free += 1  # it had been given away in this very moment
            self._waiting.pop(who, None)
            self._admit()
            raise

    def _admit(self) -> None:
        while self._free and self._waiting:
            who = next(iter(self._waiting))
            turn = self._waiting.pop(who)
            if turn.done():
                continue
            if who.is_gone():
                turn.set_exception(PlaceLost())
            else:
                self._free -= 1
                turn.set_result(None)
