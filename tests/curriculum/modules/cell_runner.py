"""Runs code cells one after the other in one namespace and reports how each of them ended.

Started as a process of its own by grade_in_process.py: JSON {sources, checks, decides} on stdin, JSON list of reports
on stdout. It knows nothing about grades. Like autograding, it goes on after a cell that failed.
"""
import contextlib
import io
import json
import sys


def run_cells(sources: list[str], checks: str = "", decides: dict[str, dict[str, list]] | None = None) -> list[dict]:
    """For each source: `error`, the last line of its traceback or None, and `stderr`, what it wrote there.

    checks: the text of a check file; decides: by the number of a cell the checks that run after it, each with the names it takes.
    Then `values` are their answers as a sandbox gives them, by the same code.
    """
    namespace, values, reports = {"__name__": "__main__"}, None, []
    if decides:
        from grading.execution.sandbox.inside.values import Values

        values = Values(namespace)
    for place, source in enumerate(sources):
        report, functions = _run(source, namespace), (decides or {}).get(str(place), {})
        if functions:
            values.keep(place, {name for names in functions.values() for name in names})
        message = {"test": place, "text": checks, "seed": 1}
        report["values"] = [values.answer({**message, "check": name, "names": names}) for name, names in functions.items()]
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


if __name__ == "__main__":
    json.dump(run_cells(**json.load(sys.stdin)), sys.stdout)
