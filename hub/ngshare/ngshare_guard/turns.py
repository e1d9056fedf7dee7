"""Turns for large uploads: only a known caller gets one, one at a time, and only a few are read at once.

So memory is bounded, and no stranger's body is kept. Small bodies need no turn; their handlers ask who calls.
"""

import asyncio

import requests

from ngshare_guard.callers import token_of

WITHOUT_TURN = 64 * 1024  # bytes
AT_ONCE = 4


class NoTurn(Exception):
    """The body is not wanted; `status` is the answer's, the message is for the sender."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


class Turn:
    """One body may be read now; `end` lets the next one in."""

    def __init__(self, turns: "Turns", token: str):
        self._turns, self._token = turns, token

    def end(self) -> None:
        self._turns.free.release()
        self._turns.sending.discard(self._token)


class Turns:
    """`knows(headers)` asks the hub whether a request's token is good; it may take seconds and runs in a thread."""

    def __init__(self, knows):
        self._knows = knows
        self.free = asyncio.Semaphore(AT_ONCE)
        self.sending: set[str] = set()

    async def take(self, headers) -> Turn:
        """Wait for a turn. NoTurn for a stranger."""
        try:
            known = await asyncio.to_thread(self._knows, headers)
        except requests.RequestException:
            raise NoTurn(503, "The hub does not answer, so nobody can be identified. Try again in a minute.") from None
        if not known:
            raise NoTurn(403, "The hub does not know this token. Restart your server from the hub's page and try again.")
        token = token_of(headers)
        while token in self.sending:
            await asyncio.sleep(0.05)
        self.sending.add(token)
        try:
            await self.free.acquire()
        except BaseException:
            self.sending.discard(token)
            raise
        return Turn(self, token)
