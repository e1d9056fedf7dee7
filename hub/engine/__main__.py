"""`python -m hub.engine`: listen for the hub and the grader, each on a socket in a directory of its own.

CLASSROOM_NAME, CLASSROOM_STUDENT_IMAGE and CLASSROOM_RUNTIME say which containers may be made.
"""

import asyncio
import logging
import os
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_unix_socket
from tornado.web import Application

from .containers import SECCOMP_PROFILE
from .policy import Grader, Hub
from .request_handler import EngineRequestHandler
from .upstream import Engine

ENGINE = "/var/run/docker.sock"
DIRECTORY = Path("/srv/engine")
SOCKET = "engine.sock"
# A container's description is a few kB, with a seccomp profile.
BODY_LIMIT = 256 * 1024


async def serve(engine: str, directory: Path, clients: dict) -> None:
    """Answer on DIRECTORY/CLIENT/engine.sock until the process is told to end."""
    upstream = Engine(engine)
    for name, client in clients.items():
        routes = [(".*", EngineRequestHandler, {"client": client, "engine": upstream})]
        answering = Application(routes, log_function=lambda _: None)
        server = HTTPServer(answering, max_body_size=BODY_LIMIT, max_buffer_size=2 * BODY_LIMIT)
        # Whoever has the directory is the client: it is mounted nowhere else.
        server.add_socket(bind_unix_socket(str(directory / name / SOCKET), mode=0o666))
    await asyncio.Event().wait()


def main() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    classroom = os.environ["CLASSROOM_NAME"], os.environ["CLASSROOM_STUDENT_IMAGE"], SECCOMP_PROFILE.read_text()
    classroom += (os.environ.get("CLASSROOM_RUNTIME", ""),)
    asyncio.run(serve(ENGINE, DIRECTORY, {"hub": Hub(*classroom), "grader": Grader(*classroom)}))


if __name__ == "__main__":
    main()
