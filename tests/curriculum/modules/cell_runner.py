"""Runs code cells one after the other in one namespace and reports how each of them ended.

Started as a process of its own by grade_in_process.py: JSON list of cell sources on stdin, JSON list of
reports on stdout. It knows nothing about grades. Like autograding, it goes on after a cell that failed.
"""
import contextlib
import io
import json
import sys


def run_cells(sources: list[str]) -> list[dict]:
    """For each source: `error`, the last line of its traceback or None, and `stderr`, what it wrote there."""
    namespace = {"__name__": "__main__"}
    return [_run(source, namespace) for source in sources]


def _run(source: str, namespace: dict) -> dict:
    stderr, error = io.StringIO(), None
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(stderr):
        try:
            exec(compile(source, "<cell>", "exec"), namespace)
        except Exception as raised:
            error = f"{type(raised).__name__}: {raised}"
    return {"error": error, "stderr": stderr.getvalue()}


if __name__ == "__main__":
    json.dump(run_cells(json.load(sys.stdin)), sys.stdout)
