"""Pages with what students wrote are made beside the server's only thread: a slow one keeps nobody else waiting.

A thread here waits for the process with limits that makes the page.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from functools import wraps

from tornado import web

from ..execution.bounded_parsing.child import SHOW, TooMuch, within

NOTEBOOK = re.compile('<div [^>]*id="notebook"')  # nbconvert turns the attributes round
# Each may take as much memory as the limits of a page allow.
MAKING = ThreadPoolExecutor(2, "makes pages")


async def made(work, *arguments, **named):
    """What `work` returns."""
    return await asyncio.get_running_loop().run_in_executor(MAKING, lambda: work(*arguments, **named))


async def made_of_staffs(work) -> str:
    """The text that `work` returns about what the staff wrote, made in a process with limits. 422 where it does not fit them."""
    try:
        return (await made(within, SHOW, lambda: work().encode())).decode()
    except TooMuch as why:
        raise web.HTTPError(422, f"This page cannot be made: {why}. Shorten its longest texts.") from None


class _Noting:
    """Stands for the exporter: notes what is asked of it."""

    asked = None

    def from_filename(self, filename, resources):
        self.asked = filename, resources
        return "", resources


def install(handler, above) -> None:
    """nbgrader's handler of a submission's page says what is to be made, and no longer makes it itself.

    `above(handler, submission)` is HTML that stands above the notebook.
    """
    handler.get = _beside(handler.get, above)
    handler.exporter = property(lambda self: getattr(self, "_noting", None) or self.settings["nbgrader_exporter"])


def _beside(stock, above):
    if hasattr(stock, "_beside"):
        return stock

    @wraps(stock)
    async def get(self, submission_id):
        self._noting = noting = _Noting()
        stock(self, submission_id)
        self._noting = None
        if noting.asked:
            filename, resources = noting.asked
            page, _ = await made(self.exporter.from_filename, filename, resources=resources)
            said = above(self, submission_id)
            self.write(NOTEBOOK.sub(lambda found: said + found[0], page, count=1))

    get._beside = True
    return get
