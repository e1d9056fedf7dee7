"""Runs the parts of a milestone, compares what they measured with the course, and returns the result as data.

It prints nothing: the dashboard does. Accuracy is counted here and not by the learner's Trainer, because a
milestone is a proof only if somebody else measures.
"""

import importlib
import platform
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

import tinytorch
from tinytorch.datasets import DatasetCorruptError, DatasetUnavailableError

SCHEMA = 1


def accuracy(outputs, labels: np.ndarray) -> float:
    """The share of right answers, 0 to 1. `outputs`: a Tensor (N, 1) of probabilities or (N, C) of scores.

    labels: (N,) whole numbers. An output that is not a number counts as wrong.
    """
    scores = outputs.data
    guesses = scores[:, 0] >= 0.5 if scores.shape[1] == 1 else scores.argmax(axis=1)
    right = (guesses == labels) & np.isfinite(scores).all(axis=1)
    return float(right.mean())


def whose_modules(course, numbers: list[int]) -> list[dict]:
    """Number, name and origin ("yours", "reference" or "missing") of the modules that the milestone runs on."""
    modules = [course.module(number) for number in numbers]
    return [{"number": m.label, "name": m.name, "origin": tinytorch.origin(m.name)} for m in modules]


def runs_on(course, part) -> list[int]:
    """The numbers of the modules that a part runs on: what it needs, and what it uses if it is built."""
    last = course.module(max(part.needs)).name
    return sorted([*part.needs, *(number for number in part.uses if same_owner(course.module(number).name, last))])


def same_owner(name: str, other: str) -> bool:
    """Whether both modules are built, by the same person: a learner's milestone does without what only the reference has."""
    return tinytorch.origin(name) == tinytorch.origin(other) != "missing"


def run_milestone(course, milestone, parts: list, seed: int, dashboard) -> dict:
    """Run `parts` of the milestone in order and return the result, ready for JSON."""
    modules = whose_modules(course, sorted({number for part in parts for number in runs_on(course, part)}))
    dashboard.open_milestone(milestone, seed, modules)
    begin = time.perf_counter()
    records = [_run_part(course, milestone, part, seed, dashboard) for part in parts]
    outcome = overall([record["outcome"] for record in records])
    result = {
        "schema": SCHEMA,
        "milestone": milestone.slug,
        "seed": seed,
        "outcome": outcome,
        "passed": outcome == "passed",
        "parts": records,
        "modules": modules,
        "seconds": round(time.perf_counter() - begin, 3),
        "versions": {
            "course": course.version,
            "tinytorch": tinytorch.__version__,
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    dashboard.close_milestone(milestone, result)
    return result


def overall(outcomes: list[str]) -> str:
    """One word for several: failed if one failed, passed if all passed, skipped if all were, else incomplete."""
    if "failed" in outcomes:
        return "failed"
    return outcomes[0] if len(set(outcomes)) == 1 else "incomplete"


def misses(measured: dict, within: dict) -> list[str]:
    """The names of the wanted figures that were not measured or lie outside of their [least, most]."""
    return [name for name, (least, most) in within.items() if not least <= measured.get(name, np.nan) <= most]


def _run_part(course, milestone, part, seed: int, dashboard) -> dict:
    dashboard.open_part(part)
    begin = time.perf_counter()
    measured: dict = {}
    try:
        outcome, reason = "skipped", _missing(course, part)
        if not reason:
            experiment = importlib.import_module(f"{__package__}.{milestone.slug}.{part.name}")
            # New layers draw from NumPy's global generator, the data from one of their own.
            np.random.seed(seed)
            measured = {name: float(value) for name, value in experiment.run(seed, dashboard).items()}
            outcome = "failed" if misses(measured, part.within) else "passed"
    except (DatasetUnavailableError, DatasetCorruptError) as error:
        outcome, reason = "skipped", str(error)
    except Exception as error:
        outcome, reason = "failed", _explain(error)
    record = {
        "name": part.name,
        "outcome": outcome,
        "reason": reason,
        # JSON has no NaN; a figure that is not a number was not measured.
        "measured": {name: value for name, value in measured.items() if np.isfinite(value)},
        "wanted": part.within,
        "seconds": round(time.perf_counter() - begin, 3),
    }
    dashboard.close_part(part, record)
    return record


def _missing(course, part) -> str:
    for module in whose_modules(course, part.needs):
        if module["origin"] == "missing":
            number, title = module["number"], course.module(module["number"]).title
            return f"Needs Module {number} ({title}), which is not built yet: tito module start {number}"
    return ""


def _explain(error: Exception) -> str:
    """The error, and the deepest line of a module of the course that it came from, else of all lines."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    for frame in traceback.extract_tb(error.__traceback__):
        if "/tinytorch/core/" in Path(frame.filename).as_posix():
            last = frame
    lines = [f"{type(error).__name__}: {error}", f"Raised in {last.filename}, line {last.lineno}, {last.name}"]
    return "\n".join([*lines, *getattr(error, "__notes__", [])])
