"""Output to the learner: sentences, tables and JSON. Colour only on a terminal.

Nothing here interprets markup, because error messages and code are full of square brackets.
"""

import contextlib
import functools
import json
import sys

_sentences_to_stderr = False


@functools.cache
def _console(stderr: bool):
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    # A script's log has no width of its own; 80 columns would cut the tables.
    width = None if stream.isatty() else 120
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


def say(text: str = "", style: str | None = None) -> None:
    """Print one line or paragraph to standard output; while an answer in JSON is made, to standard error."""
    _console(_sentences_to_stderr).print(text, style=style, soft_wrap=True)


def some(names: list[str], most: int = 5, between: str = ", ") -> str:
    """Join names, the first few of a long list."""
    more = f" and {len(names) - most} more" if names[most:] else ""
    return between.join(names[:most]) + more


def success(text: str) -> None:
    say(text, "green")


def hint(text: str) -> None:
    """Print the next step."""
    say(text, "cyan")


def warn(text: str) -> None:
    """Print a warning to standard error."""
    _console(True).print(f"Warning: {text}", style="yellow", soft_wrap=True)


def fail(what: str, fix: str = "") -> None:
    """Print an error and its fix to standard error."""
    _console(True).print(f"Error: {what}", style="bold red", soft_wrap=True)
    if fix:
        _console(True).print(fix, soft_wrap=True)


def show_table(columns: list[str], rows: list[list[str]], right: tuple[str, ...] = ()) -> None:
    """Print rows under `columns`; the columns named in `right` are aligned to the right."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    _console(False).print(table)


def show_json(value) -> None:
    """Print `value` for a script: plain JSON, no colour, no wrapping."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


@contextlib.contextmanager
def answering(as_json: bool):
    """Yield a dict for the command to fill. With `as_json` it is printed at the end, also when the command fails."""
    global _sentences_to_stderr
    answer: dict = {}
    _sentences_to_stderr = as_json
    try:
        yield answer
    finally:
        _sentences_to_stderr = False
        if as_json and answer:
            show_json(answer)
