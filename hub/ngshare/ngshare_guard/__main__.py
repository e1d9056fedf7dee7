"""`python -m ngshare_guard` serves the exchange until SIGTERM.

`python -m ngshare_guard health` asks the running one whether it is well.
"""

import asyncio
import logging
import signal
import sys

import requests
from tornado.httpserver import HTTPServer

from ngshare_guard.application import ExchangeService
from ngshare_guard.settings import Settings, SettingsError, load_settings
from ngshare_guard.uploads import BODY_SECONDS, LARGEST_READ


async def serve(settings: Settings) -> None:
    """Listen on the one address given and return after SIGTERM or SIGINT."""
    server = HTTPServer(ExchangeService(settings), max_body_size=LARGEST_READ, body_timeout=BODY_SECONDS)
    server.listen(settings.port, settings.host)
    logging.info(
        "ngshare listens on %s:%d, uploads up to %d MiB",
        settings.host,
        settings.port,
        settings.upload_limit_mib,
    )
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        # As the first process of a container the default action of SIGTERM would be ignored.
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()
    server.stop()
    await server.close_all_connections()


def is_healthy(settings: Settings) -> bool:
    """True when the service answers and reaches its database within 5 s."""
    try:
        return requests.get(f"http://{settings.host}:{settings.port}/healthz", timeout=5).ok
    except requests.RequestException:
        return False


def main(arguments: list[str]) -> int:
    """Run one of the two commands; returns the exit status."""
    try:
        settings = load_settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments == ["health"]:
        return 0 if is_healthy(settings) else 1
    if arguments:
        print(f"unknown command {arguments[0]!r}: use no argument to serve, or health", file=sys.stderr)
        return 2
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    asyncio.run(serve(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
