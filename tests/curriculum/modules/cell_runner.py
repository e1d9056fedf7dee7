"""Runs code cells one after the other in one namespace and reports how each of them ended.

Started as a process of its own by grade_in_process.py: JSON {sources, checks, decides, variants} on stdin, JSON reports on
stdout. It knows nothing about grades. Like autograding, it goes on after a cell that failed.
"""
import contextlib
import io
import json
import os
import resource
import signal
import sys

# Of a variant. The first is time of the processor, so that a busy machine ends none; who sleeps for ever meets the second.
SECONDS, WAITED, BYTES = 20, 200, 8 << 30


def run_cells(sources: list[str], checks: str = "", decides: dict[str, dict[str, list]] | None = None) -> list[dict]:
    """For each source: `error`, the last line of its traceback or None, `stderr`, what it wrote there, and `lines`, those of
    its own functions that the error passed through.

    checks: the text of a check file; decides: by the number of a cell the checks that run after it, each with the names it takes.
    Then `values` are their answers as a sandbox gives them, by the same code.
    """
    return run_variants(sources, [{}], checks, decides)[0]


def run_variants(sources: list[str], variants: list[dict], checks: str = "", decides: dict | None = None,
                 enough: int = 0) -> list[list[dict]]:
    """The reports for each variant, which is a dict of other sources by their position (as text, like in JSON).

    Cells before the first one that differs are run once for all. A fork goes on from there: what it changes nobody else sees,
    and what was imported needs no second import. One that takes too long or dies has failed in all that was left, and after
    `enough` cells that failed, if it is not 0, no more are run.
    """
    notebook, forks = Notebook(checks, decides or {}), {}
    for number, variant in enumerate(variants):
        forks.setdefault(min(map(int, variant), default=len(sources)), []).append(number)
    reports, found = [], {}
    for place, source in enumerate([*sources, None]):
        for number in forks.get(place, ()):
            rest = [variants[number].get(str(each), sources[each]) for each in range(place, len(sources))]
            found[number] = reports + (_in_fork(notebook, rest, place, enough) if rest else [])
        if source is not None:
            reports.append(notebook.run(place, source))
    return [found[number] for number in range(len(variants))]


class Notebook:
    """A namespace in which cells run, and the checks that are asked after some of them."""

    def __init__(self, checks: str, decides: dict[str, dict[str, list]]):
        self.namespace, self.checks, self.decides, self.values = {"__name__": "__main__"}, checks, decides, None
        if decides:
            from grading.execution.sandbox.inside.values import Values

            self.values = Values(self.namespace)

    def run(self, place: int, source: str) -> dict:
        report, functions = _run(source, self.namespace, f"<cell {place}>"), self.decides.get(str(place), {})
        if functions:
            self.values.keep(place, {name for names in functions.values() for name in names})
        message = {"test": place, "text": self.checks, "seed": 1}
        answers = [self.values.answer({**message, "check": name, "names": names}) for name, names in functions.items()]
        return {**report, "values": answers}


def _in_fork(notebook: Notebook, sources: list[str], first: int, enough: int) -> list[dict]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.setitimer(signal.ITIMER_REAL, WAITED)
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        try:
            with open(writing, "w") as pipe:
                for place, source in enumerate(sources, first):
                    report = notebook.run(place, source)
                    pipe.write(json.dumps(report) + "\n")
                    pipe.flush()
                    enough -= report["error"] is not None
                    if enough == 0 and report["error"]:
                        break
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading) as pipe:
        reports = [json.loads(line) for line in pipe if line.endswith("\n")]
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    lost = {"error": f"not run: the process ended with {status}", "stderr": "", "lines": [], "values": []}
    return reports + [lost] * (len(sources) - len(reports))


def _run(source: str, namespace: dict, name: str) -> dict:
    stderr, error, lines = io.StringIO(), None, []
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(stderr):
        try:
            exec(compile(source, name, "exec"), namespace)
        except (Exception, SystemExit) as raised:
            error, lines = f"{type(raised).__name__}: {raised}", list(_lines(raised, name))
    return {"error": error, "stderr": stderr.getvalue(), "lines": lines}


def _lines(error: BaseException | None, name: str):
    """The lines of functions in the file `name` that the error, or the one it was raised from, passed through."""
    while error is not None:
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            if code.co_filename == name and code.co_name != "<module>":
                yield trace.tb_lineno
            trace = trace.tb_next
        error = error.__cause__


if __name__ == "__main__":
    json.dump(run_variants(**json.load(sys.stdin)), sys.stdout)
