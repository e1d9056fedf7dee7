"""Progress for people: a bar in a terminal, plain lines in a log or over a socket."""

import contextlib
import sys
from collections.abc import Callable


class Reporter:
    """Says what happens through `say`; `bar` shows progress where there is a terminal."""

    def __init__(self, say: Callable[[str], None] | None = None):
        self.terminal = say is None and sys.stdout.isatty()
        self._say = say or (lambda text: print(text, flush=True))
        self._progress = None

    def say(self, text: str):
        """One line for whoever watches, above the bar if there is one."""
        if self._progress:
            # Names of files and students may look like markup.
            self._progress.console.print(text, markup=False, highlight=False)
        else:
            self._say(text)

    @contextlib.contextmanager
    def bar(self, title: str, total: int):
        """Yields a function to call once per finished item, with a line about it."""
        if not self.terminal:
            done = iter(range(1, total + 1))
            yield lambda text: self._say(f"[{next(done)}/{total}] {text}")
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        with Progress(
            TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        ) as progress:
            task, self._progress = progress.add_task(title, total=total), progress

            def step(text):
                progress.advance(task)
                progress.update(task, description=f"{title}: {text[:60]}")

            try:
                yield step
            finally:
                self._progress = None
