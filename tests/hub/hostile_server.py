"""A student's server whose owner replaced it: it lets everybody in, tells what it was sent, and wants to stay in browsers,
in their cache and as service workers, one of them greedy."""

import http.server

PAGE = """<!doctype html><title>hostile</title><script>
const attempt = (promise) => promise.then((value) => value, (error) => error.name);
const register = (options) => attempt(navigator.serviceWorker
  ? navigator.serviceWorker.register("worker.js", options).then(() => "registered") : Promise.resolve("none"));
window.registered = Promise.all([register({scope: "/"}), register({})]);
</script>"""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def do_GET(self):
        kind, body = "text/html", PAGE
        if self.path.endswith("worker.js"):
            kind, body = "text/javascript", "self.addEventListener('fetch', () => {})"
        elif self.path.endswith("headers"):
            kind, body = "text/plain", str(self.headers)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Service-Worker-Allowed", "/")
        self.send_header("Set-Cookie", "hostile=1; Path=/")
        self.send_header("Cache-Control", "max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(body.encode())


http.server.ThreadingHTTPServer(("", 8888), Handler).serve_forever()
