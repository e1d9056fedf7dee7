"""The upload limit: a body that is too large, or a large one of a stranger, is read to its end and thrown away, then answered.

Closing the connection early would be cheaper, but the client would then see a broken connection instead of
the reason.
"""

import asyncio
import json
import re
from http.client import responses

from tornado.httputil import HTTPHeaders, HTTPMessageDelegate, HTTPServerRequest, ResponseStartLine

from ngshare_guard.upload_slots import SMALL_BODY, UploadRefused, UploadSlot, UploadSlots

MIB = 1024 * 1024
# Nobody is owed a reason beyond this size: tornado then closes the connection.
LARGEST_READ = 1024 * MIB
# More digits would be no size of anything, and Python refuses to read very many.
LENGTH = re.compile("[0-9]{1,15}")
# Senders are on the classroom's own network. Who is slower than this holds up the next: in all, and at any time with a slot.
BODY_SECONDS = 60
STALL_SECONDS = 5
LEAST_BYTES = STALL_SECONDS * 16 * 1024


class BoundedBody(HTTPMessageDelegate):
    """Hands a request on to `inner` while its body stays within `limit` bytes, and refuses it otherwise."""

    def __init__(self, inner: HTTPMessageDelegate, request: HTTPServerRequest, limit: int, slots: UploadSlots):
        self._inner: HTTPMessageDelegate | None = inner
        self._request = request
        self._limit = limit
        self._size = 0
        self._slots = slots
        self._slot: UploadSlot | None = None
        self._refusal: tuple[int, str] | None = None
        self._watch: asyncio.TimerHandle | None = None

    async def headers_received(self, start_line, headers):
        """Refuse by the headers before anything is kept in memory; a large body waits for its turn."""
        declared = headers.get("Content-Length", "0")
        if not LENGTH.fullmatch(declared):
            self._inner, self._refusal = None, (400, "Content-Length must be one whole number of bytes.")
            return
        if int(declared) > self._limit:
            self._inner = None
            return
        if "Transfer-Encoding" in headers or int(declared) > SMALL_BODY:
            try:
                self._slot = await self._slots.take(headers)
            except UploadRefused as refusal:
                self._inner, self._refusal = None, (refusal.status, str(refusal))
                return
            self._watch = asyncio.get_running_loop().call_later(STALL_SECONDS, self._end_if_stalled, 0)
        answer = self._inner.headers_received(start_line, headers)
        if answer is not None:
            await answer

    def data_received(self, chunk):
        """Count every chunk, since a chunked body declares no length."""
        self._size += len(chunk)
        if self._size > self._limit:
            self._inner = None
        if self._inner:
            return self._inner.data_received(chunk)
        return None

    def finish(self):
        """Answer for a refused body."""
        self._end_turn()
        if self._inner:
            return self._inner.finish()
        status, message = self._refusal or (413, refusal(self._size, self._limit))
        body = json.dumps({"success": False, "message": message}).encode()
        headers = HTTPHeaders({"Content-Type": "application/json", "Content-Length": str(len(body))})
        connection = self._request.connection
        connection.write_headers(ResponseStartLine("HTTP/1.1", status, responses[status]), headers, body)
        connection.finish()
        return None

    def on_connection_close(self):
        """The client went away."""
        self._end_turn()
        if self._inner:
            self._inner.on_connection_close()

    def _end_if_stalled(self, size_before):
        """Close the connection of who keeps a slot and sends next to nothing."""
        if self._size - size_before < LEAST_BYTES:
            self._request.connection.close()
            self.on_connection_close()
        else:
            self._watch = asyncio.get_running_loop().call_later(STALL_SECONDS, self._end_if_stalled, self._size)

    def _end_turn(self):
        if self._watch:
            self._watch.cancel()
        if self._slot:
            self._slot.end()
            self._slot = None


def refusal(size: int, limit: int) -> str:
    """What the sender reads: both sizes in MiB and what to do."""
    return (
        f"The upload has {size / MIB:.1f} MiB and the limit is {limit / MIB:g} MiB (files grow by about 40 % "
        "on the way). Clear the outputs of your notebooks, remove large files from the assignment's folder, "
        "save, and send it again."
    )
