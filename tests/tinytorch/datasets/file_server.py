"""A web server on this machine that serves one file, and can misbehave the way real ones do."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tinytorch.datasets.sources import Source


class FileServer:
    """`requests` has the Range header of every request so far, None where there was none."""

    def __init__(self, content: bytes):
        self.content = content
        self.knows_ranges = True
        self.status = 200
        # Bytes to send before the connection breaks, one entry per request; afterwards all is sent.
        self.cuts: list[int] = []
        self.requests: list[str | None] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def source(self, name="file.gz", expected: bytes | None = None, mirrors: tuple[str, ...] = ()) -> Source:
        """The file as a download; `expected` is what its checksum says, if not what the server has."""
        expected = self.content if expected is None else expected
        urls = (*mirrors, f"{self.url}/{name}")
        return Source(name, len(expected), hashlib.sha256(expected).hexdigest(), urls)

    def close(self):
        self._http.shutdown()
        self._http.server_close()

    def _handler(server):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                wanted = self.headers.get("Range")
                server.requests.append(wanted)
                if server.status != 200:
                    self.send_error(server.status)
                    return
                start = int(wanted[len("bytes="):-1]) if wanted and server.knows_ranges else 0
                self.send_response(206 if start else 200)
                if start:
                    last = len(server.content) - 1
                    self.send_header("Content-Range", f"bytes {start}-{last}/{len(server.content)}")
                body = server.content[start:]
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: server.cuts.pop(0)] if server.cuts else body)

            def log_message(self, *_):
                pass

        return Handler
