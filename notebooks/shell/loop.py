"""One event loop for all cells of a notebook, as a kernel has it: a task of one cell can be awaited in the next.

A kernel runs every cell inside its loop; here, cells do from the first one on that could notice. Also sent into the grader's
sandbox as text; uses the standard library and IPython.
"""

import contextlib
import re

NOTICES = re.compile(r"async|await")
RUNS_ONE = re.compile(r"asyncio\.run\(|run_until_complete\(|run_forever\(|Runner\(")  # where a kernel would refuse it


class Loop:
    """`wanted` says whether a cell is to run inside the loop; called with a coroutine, it runs it there."""

    def __init__(self):
        self.begun = False

    def wanted(self, source):
        return (self.begun or bool(NOTICES.search(source))) and not RUNS_ONE.search(source)

    def __call__(self, coroutine):
        from IPython.core.async_helpers import get_asyncio_loop

        self.begun, loop = True, get_asyncio_loop()
        task = loop.create_task(coroutine)
        try:
            return loop.run_until_complete(task)
        except BaseException:
            # Interrupted while it waited: without this it would go on in the cells that follow.
            task.cancel()
            with contextlib.suppress(BaseException):
                loop.run_until_complete(task)
            raise
