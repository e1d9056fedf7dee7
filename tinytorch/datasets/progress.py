"""Shows how far a download is: one line that is renewed in a terminal, a line per quarter anywhere else."""
import sys
from collections.abc import Callable

from tinytorch.datasets.sources import Source

Progress = Callable[[int], None]


def progress_lines(source: Source) -> Progress:
    """A function that is told the bytes received so far and writes to standard error."""
    shown = -1
    terminal = sys.stderr.isatty()
    step = 1 if terminal else 25

    def show(received: int) -> None:
        nonlocal shown
        percent = min(100, 100 * received // source.size) // step * step
        if percent == shown:
            return
        shown = percent
        start = "\r" if terminal else ""
        done = "\n" if percent == 100 or not terminal else ""
        print(f"{start}{source.name}: {percent:3d} % of {source.size / 1e6:,.1f} MB",
              end=done, file=sys.stderr, flush=True)

    return show
