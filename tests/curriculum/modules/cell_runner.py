"""Runs code cells one after the other in one namespace and reports how each of them ended.

Started as a process of its own by grade_in_process.py: JSON {sources, checks, decides} on stdin, JSON list of reports
on stdout. It knows nothing about grades. Like autograding, it goes on after a cell that failed.
"""
import contextlib
import io
import json
import sys


def run_cells(sources: list[str], checks: str = "", decides: dict[str, list] | None = None) -> list[dict]:
    """For each source: `error`, the last line of its traceback or None, and `stderr`, what it wrote there.

    checks: the text of a checks.py; decides: its functions by the number of the cell after which they are asked.
    Then `values` is what they return, one text for each function, None where one raised.
    """
    namespace, checking = {"__name__": "__main__"}, {}
    exec(compile(checks, "<checks>", "exec"), checking)
    reports = []
    for place, source in enumerate(sources):
        report = _run(source, namespace)
        report["values"] = [_ask(checking[name], namespace) for name in (decides or {}).get(str(place), ())]
        reports.append(report)
    return reports


def _run(source: str, namespace: dict) -> dict:
    stderr, error = io.StringIO(), None
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(stderr):
        try:
            exec(compile(source, "<cell>", "exec"), namespace)
        except Exception as raised:
            error = f"{type(raised).__name__}: {raised}"
    return {"error": error, "stderr": stderr.getvalue()}


def _ask(function, namespace: dict) -> list | None:
    """What a check returns, as nested lists; None when it raises."""
    import inspect

    import numpy as np

    names = list(inspect.signature(function).parameters)[1:]
    try:
        found = function(np.random.default_rng(1), *[namespace[name] for name in names])
        return [np.asarray(each, dtype=float).tolist() if each is not None else None
                for each in (found if isinstance(found, list) else [found])]
    except Exception:
        return None


if __name__ == "__main__":
    json.dump(run_cells(**json.load(sys.stdin)), sys.stdout)
