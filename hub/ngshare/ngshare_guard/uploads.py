"""The upload limit: a body that is too large is read to its end and thrown away, then answered with 413.

Closing the connection early would be cheaper, but the client would then see a broken connection instead of
the reason.
"""

import json

from tornado.httputil import HTTPHeaders, HTTPMessageDelegate, HTTPServerRequest, ResponseStartLine

MIB = 1024 * 1024
# Nobody is owed a reason beyond this size: tornado then closes the connection.
LARGEST_READ = 1024 * MIB


class BoundedBody(HTTPMessageDelegate):
    """Hands a request on to `inner` while its body stays within `limit` bytes, and refuses it otherwise."""

    def __init__(self, inner: HTTPMessageDelegate, request: HTTPServerRequest, limit: int):
        self._inner: HTTPMessageDelegate | None = inner
        self._request = request
        self._limit = limit
        self._size = 0

    def headers_received(self, start_line, headers):
        """Refuse by the declared length before anything is kept in memory."""
        declared = headers.get("Content-Length", "0")
        if declared.isdecimal() and int(declared) > self._limit:
            self._inner = None
            return None
        return self._inner.headers_received(start_line, headers)

    def data_received(self, chunk):
        """Count every chunk, since a chunked body declares no length."""
        self._size += len(chunk)
        if self._size > self._limit:
            self._inner = None
        if self._inner:
            return self._inner.data_received(chunk)
        return None

    def finish(self):
        """Answer 413 for a refused body."""
        if self._inner:
            return self._inner.finish()
        body = json.dumps({"success": False, "message": refusal(self._size, self._limit)}).encode()
        headers = HTTPHeaders({"Content-Type": "application/json", "Content-Length": str(len(body))})
        connection = self._request.connection
        connection.write_headers(ResponseStartLine("HTTP/1.1", 413, "Payload Too Large"), headers, body)
        connection.finish()
        return None

    def on_connection_close(self):
        """The client went away."""
        if self._inner:
            self._inner.on_connection_close()


def refusal(size: int, limit: int) -> str:
    """What the sender reads: both sizes in MiB and what to do."""
    return (
        f"The upload has {size / MIB:.1f} MiB and the limit is {limit / MIB:g} MiB (files grow by about 40 % "
        "on the way). Clear the outputs of your notebooks, remove large files from the assignment's folder, "
        "save, and send it again."
    )
