"""Speaks to the Docker Engine over its socket, for requests that have been checked. Decides nothing."""

import json
import socket
from typing import NamedTuple
from urllib.parse import urlencode

import aiohttp
from tornado.iostream import IOStream, StreamClosedError
from yarl import URL

from .routes import Call

# Stopping a container may take as long as it was told to wait, creating one while forty others start too.
SECONDS = aiohttp.ClientTimeout(total=900)
PIECE = 64 * 1024
HEAD = b"\r\n\r\n"


class Response(NamedTuple):
    status: int
    kind: str
    body: bytes


class Engine:
    """The engine behind the socket at `path`."""

    def __init__(self, path: str):
        self.path = path
        self.session = None

    async def ask(self, method: str, path: str, options: dict | None = None, body: bytes | None = None) -> Response:
        """One request; `path` begins with the version."""
        if self.session is None:  # needs a running loop
            self.session = aiohttp.ClientSession(connector=aiohttp.UnixConnector(self.path, limit=0), timeout=SECONDS)
        url = URL(f"http://docker{path}{'?' if options else ''}{urlencode(options or {})}", encoded=True)
        headers = {"Content-Type": "application/json"} if body else {}
        async with self.session.request(method, url, data=body, headers=headers) as response:
            return Response(response.status, response.content_type, await response.read())

    async def inspect(self, call: Call) -> Response:
        """The container that the client names."""
        return await self.ask("GET", f"{call.version}/containers/{call.ref}/json")

    async def attach(self, version: str, container: str, options: dict) -> tuple[bytes, IOStream]:
        """A raw connection to a container's streams: the head of the engine's response, and the connection after it."""
        stream = IOStream(socket.socket(socket.AF_UNIX))
        await stream.connect(self.path)
        line = f"POST {version}/containers/{container}/attach?{urlencode(options)} HTTP/1.1\r\n"
        fields = "Host: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 0"
        await stream.write(line.encode() + fields.encode() + HEAD)
        return await stream.read_until(HEAD, max_bytes=PIECE), stream


async def pour(source: IOStream, target: IOStream) -> None:
    """Pass bytes on, no faster than they are taken, until one side ends; then end the other."""
    try:
        while True:
            await target.write(await source.read_bytes(PIECE, partial=True))
    except StreamClosedError:
        target.close()


def explained(message: str) -> bytes:
    """An error in the engine's own form, which its clients show to people."""
    return json.dumps({"message": message}).encode()
