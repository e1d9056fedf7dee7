"""A fresh Python for the learner's code: same installation, same workspace, no keyboard, a time limit.

What runs in it is tito/runner.py or a few lines of the caller; nothing of the learner is imported here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tito.errors import PlaceProblem
from tito.notebook import Cell
from tito.workspace import Workspace

RUNNER = Path(__file__).with_name("runner.py")


def run_cells(
    cells: list[Cell], workspace: Workspace, directory: Path, timeout: float
) -> tuple[dict[int, dict], str]:
    """Run cells in `directory`; return how each ended, by number, and why Python stopped early, if it did.

    `timeout` is in seconds, for all cells together.
    """
    with workspace.staging() as name:
        order, results = Path(name, "cells.json"), Path(name, "results.jsonl")
        shipped = [{"number": cell.number, "label": cell.label, "source": cell.python} for cell in cells]
        order.write_text(json.dumps({"cells": shipped, "path": import_path()}), encoding="utf-8")
        results.touch()
        reason = _run([str(RUNNER), str(order), str(results)], workspace, directory, timeout)
        lines = results.read_text(encoding="utf-8").splitlines()
    # The last line may be cut off when Python was stopped.
    events = [json.loads(line) for line in lines if line.endswith("}")]
    ends = {event["number"]: event for event in events if event["event"] == "end"}
    last = events[-1]["number"] if events else None
    running = next((cell.label for cell in cells if cell.number == last), "the first cell")
    return ends, reason.format(running) if reason else ""


def _run(arguments: list[str], workspace: Workspace, directory: Path, timeout: float) -> str:
    """Return "" if Python ended well, else why not, with {} for the cell."""
    nothing = subprocess.DEVNULL
    try:
        done = subprocess.run(
            [sys.executable, "-P", *arguments],
            cwd=directory,
            env=environment(workspace),
            timeout=timeout,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
        )
    except subprocess.TimeoutExpired:
        return f"{{}} was still running after {timeout:g} s: an endless loop?"
    except OSError as error:
        raise PlaceProblem(f"Python cannot be started: {error}", "Check it: tito system health") from None
    if done.returncode:
        return f"Python stopped with status {done.returncode} in {{}}: out of memory, or a call that ends it?"
    return ""


def import_path() -> list[str]:
    """Where this process found the project, for a child that starts in another directory."""
    return [str(Path(__file__).resolve().parents[1])]


def environment(workspace: Workspace) -> dict[str, str]:
    """The environment of a child that runs the learner's code: same workspace, no windows opened by plots."""
    return {**os.environ, "TINYTORCH_HOME": str(workspace.root), "MPLBACKEND": "Agg"}
