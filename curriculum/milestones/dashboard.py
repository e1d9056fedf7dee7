"""What the learner sees while a milestone runs: a live picture on a terminal, plain lines anywhere else.

Every number shown here was handed in by the running experiment; the dashboard computes none.
"""

import sys

from curriculum.milestones.figures import curve, shown, wanted_text, whose_text

LINES_PER_PART = 10


class Lines:
    """A dashboard of plain lines: for logs, scripts and screen readers. `quiet` prints nothing at all."""

    def __init__(self, quiet: bool = False):
        self.quiet = quiet
        self._tenth = 0

    def say(self, text: str) -> None:
        """Show one sentence of the experiment."""
        if not self.quiet:
            print(text, flush=True)

    def progress(self, done: int, total: int, **figures: float) -> None:
        """Show how far the experiment is, and the figures that it has just measured, if any."""
        tenth = done * LINES_PER_PART // total
        # Fewer than before: the experiment has begun a second series.
        if figures and tenth != self._tenth:
            self._tenth = tenth
            numbers = ", ".join(f"{name.replace('_', ' ')} {shown(name, x)}" for name, x in figures.items())
            self.say(f"  {done} of {total}: {numbers}")

    def open_milestone(self, milestone, seed: int, modules: list[dict]) -> None:
        self.say(f"Milestone {milestone.label}: {milestone.title} ({' and '.join(map(str, milestone.years))})")
        self.say(f"Seed {seed}. {whose_text(modules)}")

    def open_part(self, part) -> None:
        self._tenth = 0
        self.say(f"\n{part.name}: {part.title}")

    def close_part(self, part, record: dict) -> None:
        for name, bounds in record["wanted"].items():
            if name in record["measured"]:
                value = shown(name, record["measured"][name])
                self.say(f"  {name.replace('_', ' ')}: {value} (wanted: {wanted_text(name, bounds)})")
        if record["reason"]:
            self.say("  " + record["reason"].replace("\n", "\n  "))
        self.say(f"  {record['outcome']}, {record['seconds']:.1f} s")

    def close_milestone(self, milestone, result: dict) -> None:
        self.say(f"\nMilestone {milestone.label}: {result['outcome']}, in {result['seconds']:.1f} s.")


class LivePicture(Lines):
    """The same lines, and while a part runs a picture of it that renews itself."""

    def __init__(self):
        super().__init__()
        self._live, self._histories = None, {}

    def progress(self, done: int, total: int, **figures: float) -> None:
        for name, value in figures.items():
            self._histories.setdefault(name, []).append(value)
        self._live.update(self._picture(done, total))

    def open_part(self, part) -> None:
        from rich.live import Live

        super().open_part(part)
        self._title, self._histories = part.name, {}
        self._live = Live(refresh_per_second=8, transient=True)
        self._live.start()

    def close_part(self, part, record: dict) -> None:
        self._live.stop()
        super().close_part(part, record)

    def _picture(self, done: int, total: int):
        from rich.console import Group
        from rich.panel import Panel
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        table = Table("figure", "now", "so far", box=None, expand=True)
        for name, values in self._histories.items():
            table.add_row(name.replace("_", " "), shown(name, values[-1]), curve(values))
        return Panel(Group(ProgressBar(total, done), table), title=f"{self._title}: {done} of {total}")


def open_dashboard(plain: bool = False, quiet: bool = False):
    """The live picture on a terminal, lines elsewhere or if `plain`, nothing if `quiet`."""
    if quiet or plain or not sys.stdout.isatty():
        return Lines(quiet)
    return LivePicture()
