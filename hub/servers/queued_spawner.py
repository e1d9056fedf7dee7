"""DockerSpawner with a queue: at the start of a class servers start a few at a time, and each person sees their place.

JupyterHub's own limit refuses whoever comes while it is reached. Everything here happens in `start`, so that stopping a server
that still waits, or a failure, gives the place away.
"""

import asyncio
import contextlib
import os
import time
from concurrent.futures import ThreadPoolExecutor

import aiohttp
from dockerspawner import DockerSpawner
from jupyterhub.httpclient import fetch
from jupyterhub.utils import url_path_join
from tornado.web import HTTPError
from traitlets import Integer

from hub.servers.start_queue import PlaceLost, StartQueue

# A browser that does not come back to the waiting page for so long was closed.
ABSENT_SECONDS = 120
# How often the waiting page is told a new place, and a starting server is asked whether it answers.
NEWS_SECONDS, ANSWER_SECONDS = 1.5, 0.3
# Only what is left of JupyterHub's own limit: it would count the time in the queue.
QUEUE_SECONDS = 6 * 3600


class QueuedSpawner(DockerSpawner):
    """A container that starts when its turn has come."""

    starts_at_once = Integer(3, min=1, config=True, help="How many servers start at the same time; the others wait in a queue.")
    answer_timeout = Integer(300, min=1, config=True, help="Seconds from a server's turn until it must answer.")

    _queue = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._watchers, self._left = 0, None

    @property
    def queue(self) -> StartQueue:
        """One for the whole hub, as DockerSpawner has one executor."""
        cls = type(self)
        if cls._queue is None:
            cls._queue = StartQueue(self.starts_at_once)
        return cls._queue

    @property
    def executor(self):
        cls = type(self)
        if cls._executor is None:
            cls._executor = ThreadPoolExecutor(max(2, os.cpu_count() or 1), thread_name_prefix="docker")
        return cls._executor

    def is_gone(self) -> bool:
        """Whether the waiting page was open once and is no more."""
        return not self._watchers and self._left is not None and time.monotonic() - self._left > ABSENT_SECONDS

    async def start(self):
        self._left = None
        try:
            async with self.queue.turn(self), asyncio.timeout(self.answer_timeout):
                ip, port = await super().start()
                await self._wait_until_it_answers(ip, port)
                return ip, port
        except PlaceLost:
            raise HTTPError(409, "You had left the waiting page when it was your turn. Start your server again.") from None
        except TimeoutError:
            late = f"Your server did not answer within {self.answer_timeout} s."
            raise HTTPError(504, f"{late} Start it again; if that does not help, tell your instructor.") from None

    async def _wait_until_it_answers(self, ip: str, port: int) -> None:
        """The turn lasts as long as the server uses the processor to start; the hub's own look would come too late."""
        url = url_path_join(f"http://{ip}:{port}", self.server.base_url, "api")
        options = {"allow_redirects": False, "raise_for_status": False, "timeout": aiohttp.ClientTimeout(total=10)}
        while True:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                async with await fetch(url, **options) as answer:
                    if answer.status < 500:
                        return
            await asyncio.sleep(ANSWER_SECONDS)

    async def progress(self):
        """Events for the waiting page: the place in the queue, then that the server starts."""
        self._watchers += 1
        try:
            shown = None
            while place := self.queue.place_of(self):
                if place != shown:
                    yield {"progress": 10, "place": place, "message": in_words(place)}
                    shown = place
                await asyncio.sleep(NEWS_SECONDS)
            yield {"progress": 60, "place": 0, "message": "Your server is starting. This takes a few seconds."}
        finally:
            self._watchers -= 1
            self._left = time.monotonic()


def in_words(place: int) -> str:
    """What the waiting page says about a place in the queue."""
    if place == 1:
        return "You are next: your server starts as soon as one of those before you runs."
    return f"Many people are starting just now. You are number {place} in the queue; your server starts by itself."
