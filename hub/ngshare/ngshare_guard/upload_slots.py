"""Slots for large uploads: only a known caller gets one, one at a time, and only a few are read at once.

So memory is bounded, and no stranger's body is kept. Small bodies need none; their handlers ask who calls.
"""

import asyncio

import requests

from ngshare_guard.callers import token_of

SMALL_BODY = 64 * 1024  # bytes
AT_ONCE = 4


class UploadRefused(Exception):
    """The body is not wanted; `status` is the answer's, the message is for the sender."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


class UploadSlot:
    """One body may be read now; `end` lets the next one in."""

    def __init__(self, slots: "UploadSlots", token: str):
        self._slots, self._token = slots, token

    def end(self) -> None:
        self._slots.free.release()
        self._slots.sending.discard(self._token)


class UploadSlots:
    """`knows(headers)` asks the hub whether a request's token is good; it may take seconds and runs in a thread."""

    def __init__(self, knows):
        self._knows = knows
        self.free = asyncio.Semaphore(AT_ONCE)
        self.sending: set[str] = set()

    async def take(self, headers) -> UploadSlot:
        """Wait for a slot. UploadRefused for a stranger."""
        try:
            known = await asyncio.to_thread(self._knows, headers)
        except requests.RequestException:
            raise UploadRefused(503, "The hub does not answer, so nobody can be identified. Try again in a minute.") from None
        if not known:
            raise UploadRefused(403, "The hub does not know this token. Restart your server from the hub's page and try again.")
        token = token_of(headers)
        while token in self.sending:
            await asyncio.sleep(0.05)
        self.sending.add(token)
        try:
            await self.free.acquire()
        except BaseException:
            self.sending.discard(token)
            raise
        return UploadSlot(self, token)
