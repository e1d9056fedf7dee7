"""Jobs and results as JSON text, so that nothing of a student is ever pickled on its way between machines.

What comes back is taken apart like the answer of a sandbox: known fields and types only.
"""

import json
from dataclasses import asdict

from ...errors import GradingError
from ..executor import CellRun, Job, Result
from ..outputs import checked_output, labels

STATES = ("ran", "timeout", "died", "not_run")


def job_to_text(job: Job) -> str:
    """The job as JSON."""
    return json.dumps(asdict(job))


def job_from_text(text: str) -> Job:
    """The job that `job_to_text` wrote. Only for text of the grader's own: its fields are not checked."""
    raw = json.loads(text)
    notebooks = [(name, [(index, source) for index, source in cells]) for name, cells in raw["notebooks"]]
    return Job(**raw | {"notebooks": notebooks})


def result_to_text(result: Result) -> str:
    """The result as JSON; what reads it checks every field."""
    runs = [[notebook, cell, asdict(run)] for (notebook, cell), run in result.runs.items()]
    values = [[key, value] for key, value in result.values.items()]
    return json.dumps({"runs": runs, "values": values, "lost": result.lost, "broke": result.broke, "notes": result.notes})


def result_from_text(text: str, job: Job) -> Result:
    """The result of `job`. Raises GradingError where the text is none of it."""
    wanted = {(name, index) for name, cells in job.notebooks for index, _ in cells}
    try:
        raw = json.loads(text)
        runs = {(notebook, cell): _run(run) for notebook, cell, run in raw["runs"]}
        notes = [(str(notebook), str(note)[:200]) for notebook, note in raw["notes"]]
        values = {tuple(key): value for key, value in raw["values"]}
        lost, broke = (str(raw[name])[:1000] if raw[name] is not None else None for name in ("lost", "broke"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise GradingError(f"a worker answered for {job.id} with something that is no result: {error!r}") from error
    if not (lost or broke) and set(runs) != wanted:
        raise GradingError(f"a worker answered for {job.id} with other cells than it was given")
    return Result(runs, lost, broke, notes, values)


def _run(raw: dict) -> CellRun:
    line = raw["line"]
    return CellRun(
        raw["status"] if raw["status"] in STATES else "died",
        [output for output in map(checked_output, raw["outputs"]) if output is not None],
        float(raw["seconds"]),
        str(raw["why"])[:200],
        line if isinstance(line, int) else None,
        labels(raw["changed"]),
    )
