"""Slots for large uploads: only a known caller gets one, one at a time whatever the tokens, and only a few are read at once.

So memory is bounded, and no stranger's body is kept. Small bodies need none; their handlers ask who calls.
"""

import asyncio

import requests

SMALL_BODY = 64 * 1024  # bytes
AT_ONCE = 8


class UploadRefused(Exception):
    """The body is not wanted; `status` is the answer's, the message is for the sender."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


class UploadSlot:
    """One body may be read now; `end` lets the next one in."""

    def __init__(self, slots: "UploadSlots", sender: str):
        self._slots, self._sender = slots, sender

    def end(self) -> None:
        self._slots.free.release()
        self._slots.sending.discard(self._sender)


class UploadSlots:
    """`sender_of(headers)` asks the hub whose a request's token is (None: nobody's); it may take seconds and runs in a thread."""

    def __init__(self, sender_of):
        self._sender_of = sender_of
        self.free = asyncio.Semaphore(AT_ONCE)
        self.sending: set[str] = set()

    async def take(self, headers) -> UploadSlot:
        """Wait for a slot. UploadRefused for a stranger."""
        try:
            sender = await asyncio.to_thread(self._sender_of, headers)
        except requests.RequestException:
            raise UploadRefused(503, "The hub does not answer, so nobody can be identified. Try again in a minute.") from None
        if sender is None:
            raise UploadRefused(403, "The hub does not know this token. Restart your server from the hub's page and try again.")
        while sender in self.sending:
            await asyncio.sleep(0.05)
        self.sending.add(sender)
        try:
            await self.free.acquire()
        except BaseException:
            self.sending.discard(sender)
            raise
        return UploadSlot(self, sender)
