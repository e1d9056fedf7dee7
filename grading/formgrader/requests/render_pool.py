"""Pages with what students wrote are made beside the server's only thread: a slow one keeps nobody else waiting.

A thread here waits for the process with limits that makes the page.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from tornado import web

from ...execution.bounded_parsing.child import SHOW, TooMuch, within

# Each may take as much memory as the limits of a page allow.
POOL = ThreadPoolExecutor(2, "makes pages")


async def in_render_pool(work, *arguments, **named):
    """What `work` returns."""
    return await asyncio.get_running_loop().run_in_executor(POOL, lambda: work(*arguments, **named))


async def render_staff_text(work) -> str:
    """The text that `work` returns about what the staff wrote, made in a process with limits. 422 where it does not fit them."""
    try:
        return (await in_render_pool(within, SHOW, lambda: work().encode())).decode()
    except TooMuch as why:
        raise web.HTTPError(422, f"This page cannot be made: {why}. Shorten its longest texts.") from None
