"""What the grading benchmark measured, in numbers that a model can use, and the file they are kept in.

Written by `make bench`, read by `make simulate`; the committed file says on which machine and when.
"""

import datetime
import json
import os
import platform
from pathlib import Path

import numpy as np
from pydantic import BaseModel

FILE = Path(__file__).with_name("measured.json")


class Run(BaseModel):
    """One run of the grader over `submissions`; seconds, and MiB at the peak (None: not readable)."""

    module: str
    submissions: int
    seconds: float
    grader_cpu: float
    sandbox_cpu: float
    stock_seconds: float | None = None
    stock_cpu: float | None = None
    cells: int | None = None
    different: list | None = None
    memory: dict[str, float] | None = None


class Measured(BaseModel):
    """All runs of a benchmark, smallest first, and the machine."""

    date: str
    machine: str
    cores: int
    load_before: float
    sandboxes: int
    runs: list[Run]

    def line(self, value: str) -> tuple[float, float]:
        """(at no submission, for each one more) of a value of the runs, by least squares."""
        counts = [run.submissions for run in self.runs]
        each, at_none = np.polyfit(counts, [getattr(run, value) for run in self.runs], 1)
        return float(at_none), float(each)

    def bend(self) -> float:
        """Largest share by which a run's seconds are off the straight line through all runs."""
        start, each = self.line("seconds")
        return max(abs(run.seconds / (start + each * run.submissions) - 1) for run in self.runs)


def save(runs: list[dict], load: float, file: Path = FILE) -> Measured:
    """Write the runs with today's date and this machine."""
    cpus = len(os.sched_getaffinity(0))
    measured = Measured(
        date=datetime.date.today().isoformat(), machine=_processor(), cores=cpus, sandboxes=cpus, load_before=round(load, 1),
        runs=sorted((Run(**run) for run in runs), key=lambda run: run.submissions),
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(measured.model_dump_json(indent=1) + "\n")
    return measured


def load(file: Path = FILE) -> Measured:
    return Measured(**json.loads(file.read_text()))


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            return line.split(": ", 1)[1]
    return platform.processor() or platform.machine()


def report(measured: Measured) -> str:
    """Growth over the sizes as lines of text."""
    start, each = measured.line("seconds")
    return (
        f"growth over {', '.join(str(run.submissions) for run in measured.runs)} submissions: {start:.1f} s to start, then "
        f"{each:.3f} s each; no size is more than {100 * measured.bend():.0f} % off that line"
    )
