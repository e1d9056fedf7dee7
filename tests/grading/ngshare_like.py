"""A server that answers like ngshare, for the tests of collecting: what it is asked for it takes from `files`."""

import base64
import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, unquote

from coursework import STAMP


def file(path, text="x"):
    return {"path": path, "content": base64.b64encode(text.encode()).decode()}


class Ngshare(HTTPServer):
    """Answers like ngshare for the course "plain"; `posted` is the feedback it got."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.students = [
            {"username": "ada", "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org"},
            {"username": "idle", "first_name": None, "last_name": None, "email": None},
        ]
        self.files, self.posted, self.fetched, self.staff = {}, {}, [], []


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status=200, **body):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps({"success": status == 200, **body}).encode())

    def do_GET(self):
        if self.headers.get("Authorization") != "token hub-token":
            return self.answer(403, message="Permission denied")
        match [unquote(part) for part in self.path.split("/")[2:]]:
            case ["students", "plain"]:
                self.answer(students=self.server.students)
            case ["instructors", "plain"]:
                self.answer(instructors=[{"username": name} for name in self.server.staff])
            case ["submissions", "plain", _]:
                self.answer(
                    submissions=[{"student_id": name, "timestamp": STAMP} for name in self.server.files]
                )
            case ["submission", "plain", _, student]:
                self.server.fetched.append(student)
                if self.server.files[student] is None:
                    return self.answer(500, message="broken storage")
                self.answer(files=self.server.files[student], timestamp=STAMP)

    def do_DELETE(self):
        self.answer(409, message="there are submissions")

    def do_POST(self):
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.posted[self.path.split("/")[-1]] = body["timestamp"][0], json.loads(body["files"][0])
        self.answer()
