"""An executor without Docker for tests of what is done with results: trusted cells run in forks of a process of this host.

The cells, what they show and what checks ask are those of a sandbox, by the same code. There is no isolation, no limit and
nobody who watches: tests that claim any of these take the real one.
"""

import base64
import multiprocessing
import os
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from pathlib import Path

from grading.execution.executor import Job, Result
from grading.execution.outputs import checked_run
from grading.execution.sandbox.inside.values import Values
from notebooks.shell.ipython import as_given, make_shell, run_cell
from notebooks.shell.recorder import Recorder, Stream

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["numpy", "notebooks.shell.ipython", "IPython.core.interactiveshell"])


class CellsHere:
    """An `Executor`. A notebook has a process and a folder of its own, as in a sandbox."""

    identity = "a process of this host"

    def __enter__(self):
        self.pool = ProcessPoolExecutor(1, mp_context=FORKS, max_tasks_per_child=1, initializer=end_with_the_test)
        return self

    def __exit__(self, *_):
        self.pool.shutdown()

    def warm(self):
        """There is nothing to get ready."""

    def run(self, jobs):
        """Yield each job with its result, one after the other."""
        for job in jobs:
            result = Result()
            for name, _ in job.notebooks:
                answers, values = self.pool.submit(run_notebook, job, name).result()
                result.runs |= {(name, place): checked_run(answer) for place, answer in answers.items()}
                result.values |= {(name, *check): answer for check, answer in values.items()}
            yield job, result


def end_with_the_test() -> None:
    """Who waits for work holds both ends of its queue: when the test is killed, it would wait for ever."""

    def watch():
        multiprocessing.parent_process().join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def run_notebook(job: Job, name: str) -> tuple[dict, dict]:
    """Answers by position, and answers to checks by (test, function, number of the seed), as `inside/shell.py` gives them."""
    recorder, trusted = Recorder(), job.trusted.get(name, {})
    checks = trusted.get("checks", {})
    shell = make_shell(recorder)
    sys.stdout, sys.stderr = Stream(recorder, "stdout"), Stream(recorder, "stderr")
    values, answers = Values(shell.user_ns), {}
    with tempfile.TemporaryDirectory() as folder:
        put(job.files, Path(folder))
        os.chdir(folder)
        sys.path.insert(0, folder)
        for number, (place, source) in enumerate(dict(job.notebooks)[name], 1):
            shell.execution_count = number
            ours = place in trusted.get("ours", ())
            with as_given(shell, frozenset(trusted["own"]), trusted["imports"]) if ours else nullcontext():
                answers[place] = {"status": "ran", "answer": run_cell(shell, recorder, source)}
            for test, check in checks.get("tests", {}).items():
                if check["cell"] == place:
                    values.keep(test, sorted({each for takes in check["functions"].values() for each in takes}))
        asked = asked_of(values, checks, answers)
        os.chdir("/")
    return answers, asked


def put(files: dict[str, str], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


def asked_of(values: Values, checks: dict, answers: dict) -> dict:
    """What the checks of tests that went well give after the last cell."""
    return {
        (test, function, number): values.answer(
            {"check": function, "test": test, "names": names, "seed": seed, "text": checks["text"]})
        for test, check in checks.get("tests", {}).items()
        if not any(one["output_type"] == "error" for one in answers[check["cell"]]["answer"]["outputs"])
        for function, names in check["functions"].items()
        for number, seed in enumerate(checks["seeds"])
    }
