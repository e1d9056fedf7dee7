"""A TLS proxy in front of a classroom, as docs/operators.md asks for one, with a certificate of its own for *.classroom.test.

One connection carries one request, or one WebSocket; nothing but the head of a request is looked at.
"""

import asyncio
import re
import socket
import ssl
import subprocess
import threading

HOSTS = ("lab.classroom.test", "students.lab.classroom.test")


class TlsFront:
    """Listens on `port` (https) and on `open_port` (http) of this host once it is made; passes on to what `lead_to` names."""

    def __init__(self, directory):
        self.certificate, key = directory / "front.pem", directory / "front.key"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=classroom.test", "-addext",
             "subjectAltName=" + ",".join(f"DNS:{host}" for host in HOSTS), "-keyout", key, "-out", self.certificate],
            check=True, capture_output=True,
        )
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(self.certificate, key)
        self._sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
        self.port, self.open_port = (one.getsockname()[1] for one in self._sockets)
        self._target = None

    def lead_to(self, port: int) -> None:
        """Begin to pass requests on to a port of this host."""
        self._target = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        secure, plain = self._sockets
        for listening, scheme, context in ((secure, "https", self._context), (plain, "http", None)):

            async def pass_on(reader, writer, scheme=scheme):
                await self._pass_on(reader, writer, scheme)

            self._loop.run_until_complete(asyncio.start_server(pass_on, sock=listening, ssl=context))
        self._loop.run_forever()
        # What a browser left open ends with it.
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _pass_on(self, reader, writer, scheme):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            there, to = await asyncio.open_connection("127.0.0.1", self._target)
            to.write(told(head, scheme, writer.get_extra_info("peername")[0]))
            request = asyncio.ensure_future(pour(reader, to))
            await pour(there, writer)
            request.cancel()
            to.close()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def told(head: bytes, scheme: str, address: str) -> bytes:
    """The head of a request as it goes on: whence it came, by what scheme, and that the connection ends with it."""
    line, *headers = head.rstrip(b"\r\n").split(b"\r\n")
    upgrades = re.search(rb"(?i)\r\nupgrade:", head)
    own = rb"(?i)(x-forwarded-\w+|connection):" if not upgrades else rb"(?i)x-forwarded-\w+:"
    headers = [header for header in headers if not re.match(own, header)]
    headers += [f"X-Forwarded-For: {address}".encode(), f"X-Forwarded-Proto: {scheme}".encode()]
    return b"\r\n".join([line, *headers, *([] if upgrades else [b"Connection: close"]), b"", b""])


async def pour(source, sink):
    """Everything that comes, until it ends."""
    while piece := await source.read(65536):
        sink.write(piece)
        await sink.drain()
