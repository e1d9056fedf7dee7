"""Grades the reference and the blank release: a broken sandbox must not become a class of zeros.

Once before the submissions, when nothing is changed yet, and once after them, for what broke in between.
"""

from ..assignments.template import Template
from ..errors import PreflightFailed
from ..execution.executor import Job, Result
from ..submissions.restored_notebook import RestoredNotebook, blank, restore_notebook
from .score import failure, score_cell
from .value_checks import ValueChecks

REFERENCE, BLANK = "the reference", "the blank release"
# What a submission may start, all at once. Its time is its own: on a busy machine 48 threads take more than a short limit.
PROBE, PROBE_SECONDS = "threads and processes", 60
STARTS = """
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

together = threading.Barrier(48)
with ThreadPoolExecutor(48) as threads:
    assert len(list(threads.map(lambda _: together.wait(50), range(48)))) == 48
with ProcessPoolExecutor(4, mp_context=get_context("fork")) as processes:
    assert sum(processes.map(abs, range(-8, 0))) == 36
"""


class Preflight:
    """One look at the sandbox: its jobs and what was wrong with them. The first one teaches `value_checks`."""

    def __init__(self, template: Template, seconds: float, value_checks: ValueChecks, *, after=False):
        self.template, self.value_checks, self.after = template, value_checks, after
        self.jobs: dict[str, tuple[Job, dict[str, RestoredNotebook]]] = {}
        self.faults: list[str] = []
        again = ", again" if after else ""
        for name, make in ((REFERENCE, lambda book: book.instructor), (BLANK, blank)):
            books = {book.name: restore_notebook(book, make(book)) for book in template.notebooks.values()}
            rounds = 0 if name == BLANK else 1 if after else 2
            job = Job(
                f"preflight: {name}{again}",  # no student has such a name
                [(key, one.run) for key, one in books.items()],
                template.files,
                seconds,
                value_checks.trusted(books, rounds),
                checks_after_tests=True,
            )
            self.jobs[job.id] = job, books
        probe = Job(f"preflight: {PROBE}{again}", [(PROBE, [(0, STARTS)])], {}, max(seconds, PROBE_SECONDS))
        self.jobs[probe.id] = probe, {}

    def ordered(self, *, reference_only=False) -> list[Job]:
        """The jobs to run, the reference first; at need that one alone."""
        return [job for job, _ in self.jobs.values()][: 1 if reference_only else None]

    def take(self, job: Job, result: Result) -> None:
        """Note what is wrong with the result of one of the jobs."""
        name = next(name for name in (REFERENCE, BLANK, PROBE) if name in job.id)
        if why := result.lost or result.broke:
            self.faults.append(f"the sandbox could not run {name}: {why}")
            return
        if name == PROBE:
            run = result.runs.get((PROBE, 0))
            if run is None or run.failed:
                why = failure(run) if run else "it did not run"
                self.faults.append(f"the sandbox does not start 48 threads and 4 processes: {why}")
            return
        books, faults = self.jobs[job.id][1], []
        if name == REFERENCE:
            faults = self._other_values(result) if self.after else self.value_checks.learn(result, books)
        faults = self._wrong_points(name, books, result) + faults
        if faults:
            should = "full marks" if name == REFERENCE else "no points"
            self.faults.append(f"{name} of {self.template.assignment} must earn {should}, but " + "; ".join(faults[:8]))

    def require(self, consequence: str) -> None:
        """Raise PreflightFailed, with a sentence on what it means, unless all was as it must be."""
        if self.faults:
            raise PreflightFailed(". ".join(self.faults) + f". {consequence}")

    def _wrong_points(self, name: str, books: dict[str, RestoredNotebook], result: Result) -> list[str]:
        """Cells that did not earn all their points in the reference, or earned some in the blank release."""
        wrong = []
        for book in self.template.notebooks.values():
            place = books[book.name].place
            for cell in book.cells.values():
                if not cell.by_tests:
                    continue
                run = result.runs.get((book.name, place[cell.name]))
                score = score_cell(cell, run, True, self.value_checks.points_of(book.name, cell))
                wanted = cell.points if name == REFERENCE else 0.0
                if score.points != wanted:
                    wrong.append(
                        f"{book.name}/{cell.name} earned {score.points:g} of {cell.points:g}"
                        + (f" ({score.reason})" if score.reason else "")
                    )
        return wrong

    def _other_values(self, result: Result) -> list[str]:
        """Checks that the reference decides otherwise than at the beginning of the batch."""
        cells = ((book.name, cell.name) for book in self.template.notebooks.values() for cell in book.cells.values())
        return [fault for where in cells if (fault := self.value_checks.fault(*where, result.values))]
