"""A piece of work in this process that ends after a time: one cell of a page, so that the other cells stay as they are.

`child` limits the whole page, and what no exception can interrupt.
"""

import contextlib
import signal
import threading


class TooSlow(BaseException):
    """The work took its time. No exception that a library would catch and go on after."""


@contextlib.contextmanager
def at_most(seconds: float):
    """Raise TooSlow in the block after so many seconds of CPU time. Without a limit outside of the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_):
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, end)
    # Again a little later: a callback from compiled code loses what is raised in it.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
