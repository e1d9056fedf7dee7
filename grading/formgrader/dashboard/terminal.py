"""The dashboard in a terminal: printed once, or renewed while a batch runs."""

import time
from collections.abc import Callable

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from ...records.clock import shown_record
from .figures import Figures

BAR = 30


def view(figures: Figures) -> Group:
    """Everything the page has, as tables."""
    parts = [f"[bold]{escape(figures.assignment)}[/bold], {shown_record(figures.at)}", escape(_running(figures)), _sums(figures)]
    if figures.shares:
        parts += [_histogram(figures), _cells(figures)]
    if figures.troubles:
        table = Table("student", "state", "reasons", title="what somebody should look at")
        for trouble in figures.troubles:
            table.add_row(escape(trouble.student), trouble.state, escape("; ".join(trouble.reasons)))
        parts.append(table)
    return Group(*parts)


def follow(read: Callable[[], Figures], console: Console, seconds: float = 1.0) -> None:
    """Show and renew until the batch that runs has ended."""
    figures = read()
    with Live(view(figures), console=console, auto_refresh=False) as live:
        while figures.running:
            time.sleep(seconds)
            figures = read()
            live.update(view(figures), refresh=True)


def _running(figures: Figures) -> str:
    if (batch := figures.batch) is None:
        return f"running: {figures.running}" if figures.running else "nothing runs, nothing ran"
    far = f"{batch.done} of {batch.total} after {batch.seconds:.0f} s"
    if not figures.running:
        return f"nothing runs; the last batch, of {shown_record(batch.began)}, was through with {far}"
    left = f", about {batch.left_seconds:.0f} s left" if batch.left_seconds is not None else ""
    return f"running: {figures.running}; through with {far}{left}"


def _sums(figures: Figures) -> Table:
    table = Table(show_header=False, title="how far")
    rows = {"students, as of the last collect": figures.enrolled or "not known before the first"}
    rows |= {"submissions": figures.submitted, "graded by tests": figures.graded}
    rows |= {f"  {state}": count for state, count in figures.states.items()}
    rows |= {"left to grade": len(figures.left), "notebooks with a flag": figures.flagged}
    rows |= {f"review sample, {state}": count for state, count in figures.reviews.items()}
    rows |= {f"waits for a person: {cell}": count for cell, count in figures.waits.items()}
    rows |= {f"two reviewers differ: {student}": ", ".join(cells) for student, cells in figures.disputed.items()}
    rows |= {"feedback sent": figures.feedback}
    rows |= {"  of it, changed since": figures.overtaken} if figures.overtaken else {}
    names = {"typical": "seconds per submission, median", "longest": "longest", "all": "all together"}
    rows |= {names[key]: f"{value:.2f}" for key, value in figures.summary.items() if key in names}
    for name, value in rows.items():
        table.add_row(escape(name), str(value))
    return table


def _histogram(figures: Figures) -> Table:
    table = Table("% of the tested points", "students", "", title="points of the tests")
    most = max(count for _, count in figures.histogram)
    for band, count in figures.histogram:
        table.add_row(band, str(count), "█" * round(BAR * count / most))
    return table


def _cells(figures: Figures) -> Table:
    table = Table("cell", "points", "earned", "all / none", "", title="test cells, the hardest first")
    for cell in figures.cells:
        bar = "█" * round(BAR * min(cell.share, 1))
        table.add_row(escape(cell.name), f"{cell.points:g}", f"{cell.share:.0%}", f"{cell.full} / {cell.none}", bar)
    return table
